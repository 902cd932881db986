using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <content>Who wears what.</content>
public sealed partial class HerdBookGrain
{
    private const int MostAnimals = 20;
    private const long Tolerance = 5 * 60_000;

    /// <summary>The row that every change of bindings writes: two who change at once find out by it.</summary>
    private const string GuardKind = "binding-book";
    private const string GuardId = "book";

    public async Task<BindingPreview> ChangeAsync(BindingChange change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var guard = await store.FindAsync(Farm, GuardKind, GuardId, CancellationToken.None);
            var planned = await PlanAsync(change);
            var preview = await PreviewAsync(planned);
            var now = Now();
            var mark = new HerdRecord { FarmId = Farm, Kind = GuardKind, Id = GuardId, Subject = "", Time = now, Until = now, Body = "{}", Modified = now };
            List<HerdWrite> writes = [new(mark, guard?.Revision ?? 0), .. planned.Rows.Select(row => HerdKinds.Bindings.Write(row, now))];
            if (await store.WriteAsync(writes, CancellationToken.None))
            {
                await books.LearnAsync(Farm);
                await silos.TellOthersAsync(silo => silo.BindingsChangedAsync(Farm));
                await TellAsync(planned.Reach);
                await passages.FollowAsync(Farm, planned.Before, planned.After);
                return preview;
            }

            ThrowIfLast(attempt);
        }
    }

    public async Task<BindingPreview> PreviewAsync(BindingChange change) => await PreviewAsync(await PlanAsync(change));

    private async Task<BindingPreview> PreviewAsync(Planned planned)
    {
        if (planned.Reach.Count > MostAnimals)
        {
            throw Invalid($"The change concerns {planned.Reach.Count} animals; at most {MostAnimals} are derived anew at once.", "Change a shorter span at a time.");
        }

        var days = await past.DaysAsync(Farm);
        var animals = new List<AnimalDifference>();
        foreach (var (animalId, from) in planned.Reach.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var animal = await AnimalAsync(animalId);
            AnimalEvent[] events = [.. (await past.EventsAsync(Farm, animalId, 0)).Select(one => one.Event)];
            var before = await rederivation.DeriveAsync(animal, planned.Before, days, events, await past.DetectionsAsync(Farm, animalId, rederivation.From(from)), from);
            var after = await rederivation.DeriveAsync(animal, planned.After, days, events, before.Found, from);
            animals.Add(Rederivation.Difference(animalId, before, after, rederivation.From(from)));
        }

        return new BindingPreview(planned.Rows, animals, rederivation.From(planned.Reach.Count == 0 ? Now() : planned.Reach.Values.Min()));
    }

    private async Task<Planned> PlanAsync(BindingChange change)
    {
        var now = Now();
        var plan = new BindingPlan(await books.LearnAsync(Farm), now, change.By, () => $"BI-{Guid.CreateVersion7(time.GetUtcNow()):N}");
        BindingBook before;
        switch (change.What)
        {
            case BindingChangeKind.Bind:
                before = await BindAsync(plan, change, now);
                break;
            case BindingChangeKind.Swap:
                before = await SwapAsync(plan, change, now);
                break;
            default:
                before = await RepairAsync(plan, change, now);
                break;
        }

        // Whose tag it was matters to passages only, and those follow by themselves.
        var reach = BindingReach.Of(Derived(before), Derived(plan.Book));
        return new Planned(plan.Rows, before, plan.Book, reach);
    }

    private async Task<BindingBook> BindAsync(BindingPlan plan, BindingChange change, long now)
    {
        var (animalId, target) = (change.AnimalId ?? "", change.Target ?? "");
        var from = change.From ?? now;
        CheckSpan(from, change.To, now);
        await AnimalAsync(animalId);
        await CheckTargetAsync(change.Kind, target);
        await RegisterAsync(plan, change.Kind, target, animalId);
        var before = plan.Book;
        if (change.To is null && (Later(before.OfAnimal(change.Kind, animalId), from)
            ?? (BindingRules.IsExclusive(change.Kind) ? Later(before.OfTarget(change.Kind, target), from) : null)) is { } next)
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"{next.Target} is bound to {next.AnimalId} from {Instant(next.From)} on.", $"Say until when with 'to', or repair binding {next.Id} first.");
        }

        plan.Put(new Binding
        {
            Id = $"BI-{Guid.CreateVersion7(time.GetUtcNow()):N}",
            FarmId = Farm,
            Kind = change.Kind,
            AnimalId = animalId,
            Target = target,
            From = from,
            To = change.To,
            RecordedAt = now,
            RecordedBy = change.By,
        });
        return before;
    }

    private async Task<BindingBook> SwapAsync(BindingPlan plan, BindingChange change, long now)
    {
        var (first, second) = (change.AnimalId ?? "", change.OtherAnimalId ?? "");
        var at = change.From ?? now;
        CheckSpan(at, null, now);
        if (first == second)
        {
            throw Invalid("Two different animals exchange their collars.");
        }

        foreach (var id in new[] { first, second })
        {
            await AnimalAsync(id);
            await RegisterAsync(plan, BindingKind.Collar, null, id);
        }

        var before = plan.Book;
        if (!plan.Swap(BindingKind.Collar, first, second, at))
        {
            var without = before.At(BindingKind.Collar, first, at) is null ? first : second;
            throw new RefusedException(RefusalKind.Conflict, $"{without} wore no collar at {Instant(at)}.", "Bind one with bindAnimal.");
        }

        return before;
    }

    private async Task<BindingBook> RepairAsync(BindingPlan plan, BindingChange change, long now)
    {
        var before = plan.Book;
        if (before.Find(change.BindingId ?? "") is not { } wrong)
        {
            throw new RefusedException(RefusalKind.NotFound, $"Farm {Farm} has no binding '{change.BindingId}'.", "List them with the animal's bindings.");
        }

        if (change.What == BindingChangeKind.Retract)
        {
            plan.Retract(wrong);
            return before;
        }

        var right = wrong with
        {
            AnimalId = change.AnimalId ?? wrong.AnimalId,
            Target = change.Target ?? wrong.Target,
            From = change.From ?? wrong.From,
            To = change.Lasts ? null : change.To ?? wrong.To,
            RecordedAt = now,
            RecordedBy = change.By,
        };
        CheckSpan(right.From, right.To, now);
        await AnimalAsync(right.AnimalId);
        await CheckTargetAsync(right.Kind, right.Target);
        await RegisterAsync(plan, right.Kind, right.Target, right.AnimalId);
        before = plan.Book;
        plan.Put(right);
        return before;
    }

    /// <summary>Writes down what registrations said of the target and of the animal, before it is changed.</summary>
    private async Task RegisterAsync(BindingPlan plan, BindingKind kind, string? target, string animalId)
    {
        var animal = await AnimalAsync(animalId);
        switch (kind)
        {
            case BindingKind.Collar:
                var worn = await registry.DevicesOfAnimalAsync(Farm, animalId, CancellationToken.None);
                foreach (var collar in worn.Where(device => device.Type == DeviceType.ActivityCollar))
                {
                    plan.Register(kind, collar.Id, animalId, Farm);
                }

                if (target is not null && (await registry.DeviceAsync(target, CancellationToken.None))?.Registration is { AnimalId: { } wearer })
                {
                    plan.Register(kind, target, wearer, Farm);
                }

                break;
            case BindingKind.Tag:
                if (animal.TagEpc is { } own)
                {
                    plan.Register(kind, own, animalId, Farm);
                }

                if (target is not null && await registry.AnimalOfTagAsync(Farm, target, CancellationToken.None) is { } tagged)
                {
                    plan.Register(kind, target, tagged, Farm);
                }

                break;
            case BindingKind.Place when animal.Place is { } place:
                plan.Register(kind, place, animalId, Farm);
                break;
        }
    }

    private async Task CheckTargetAsync(BindingKind kind, string target)
    {
        if (BindingRules.OfTarget(kind, target) is { } wrong)
        {
            throw Invalid(wrong);
        }

        if (kind == BindingKind.Collar && ((await registry.DeviceAsync(target, CancellationToken.None))?.Registration is not { Type: DeviceType.ActivityCollar } collar || collar.FarmId != Farm))
        {
            throw new RefusedException(RefusalKind.NotFound, $"Farm {Farm} has no collar '{target}'.", "Register it with registerDevices.");
        }
    }

    private async Task<AnimalRegistration> AnimalAsync(string animalId)
        => await registry.AnimalAsync(Farm, animalId, CancellationToken.None)
            ?? throw new RefusedException(RefusalKind.NotFound, $"Farm {Farm} has no animal '{animalId}'.", "Register it with registerAnimals.");

    private static void CheckSpan(long from, long? to, long now)
    {
        if (from > now + Tolerance)
        {
            throw Invalid($"from is {Instant(from)}, in the future; tell what is so, not what is planned.");
        }

        if (to is { } end && end <= from)
        {
            throw Invalid($"to is {Instant(end)}; it must be after from, {Instant(from)}.");
        }
    }

    private static Binding? Later(IReadOnlyList<Binding> spans, long from) => spans.FirstOrDefault(span => span.From > from);

    private static BindingBook Derived(BindingBook book) => new(book.All.Where(binding => binding.Kind != BindingKind.Tag));

    private static string Instant(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <param name="Before">The book as it is, with what registrations say written down.</param>
    /// <param name="Reach">Of whom other things follow, from when on.</param>
    private sealed record Planned(IReadOnlyList<Binding> Rows, BindingBook Before, BindingBook After, IReadOnlyDictionary<string, long> Reach);
}
