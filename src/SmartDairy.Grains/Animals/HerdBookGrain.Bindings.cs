using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <content>The bindings of animals to collars, tags and places.</content>
public sealed partial class HerdBookGrain
{
    private const int MaxAffectedAnimals = 20;
    private const long ClockToleranceMs = 5 * 60_000;

    /// <summary>The row that every change of bindings writes: it makes one of two simultaneous changes fail.</summary>
    private const string GuardKind = "binding-book";
    private const string GuardId = "book";

    public async Task<BindingChangeResult> ChangeBindingsAsync(BindingChangeRequest change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var guard = await store.FindAsync(Farm, GuardKind, GuardId, CancellationToken.None);
            var planned = await PlanAsync(change);
            var preview = await PreviewAsync(planned);
            var now = Now();
            var mark = new HerdRecord
            { FarmId = Farm, Kind = GuardKind, Id = GuardId, Subject = "", Time = now, Until = now, Body = "{}", Modified = now };
            List<HerdWrite> writes =
                [new(mark, guard?.Revision ?? 0), .. planned.Rows.Select(row => HerdRecordKinds.Bindings.ToWrite(row, now))];
            if (await store.WriteAsync(writes, CancellationToken.None))
            {
                await bindings.RefreshAsync(Farm);
                await silos.NotifyOthersAsync(silo => silo.RefreshBindingsAsync(Farm));
                await NotifyAnimalsAsync(planned.AffectedFrom);
                await passageReassigner.ReassignAsync(Farm, planned.Before, planned.After);
                return preview;
            }

            ThrowIfLast(attempt);
        }
    }

    public async Task<BindingChangeResult> PreviewBindingChangeAsync(BindingChangeRequest change)
        => await PreviewAsync(await PlanAsync(change));

    private async Task<BindingChangeResult> PreviewAsync(PlannedChange planned)
    {
        if (planned.AffectedFrom.Count > MaxAffectedAnimals)
        {
            throw Invalid(
                $"The change concerns {planned.AffectedFrom.Count} animals; at most {MaxAffectedAnimals} are derived anew at once.",
                "Change a shorter span at a time.");
        }

        var days = await history.GetFarmDaysAsync(Farm);
        var animals = new List<AnimalBindingImpact>();
        foreach (var (animalId, from) in planned.AffectedFrom.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var animal = await AnimalAsync(animalId);
            AnimalEvent[] events = [.. (await history.EventsAsync(Farm, animalId, 0)).Select(one => one.Event)];
            var before =
                await rebuilder.RebuildAsync(
                    animal, planned.Before, days, events, await history.DetectionsAsync(Farm, animalId, rebuilder.ClampFrom(from)), from);
            var after = await rebuilder.RebuildAsync(animal, planned.After, days, events, before.Detections, from);
            animals.Add(DetectionRebuilder.Compare(animalId, before, after, rebuilder.ClampFrom(from)));
        }

        return new BindingChangeResult(
            planned.Rows, animals, rebuilder.ClampFrom(planned.AffectedFrom.Count == 0 ? Now() : planned.AffectedFrom.Values.Min()));
    }

    private async Task<PlannedChange> PlanAsync(BindingChangeRequest change)
    {
        var now = Now();
        var plan =
            new BindingPlan(
                await bindings.RefreshAsync(Farm), now, change.ChangedBy, () => $"BI-{Guid.CreateVersion7(time.GetUtcNow()):N}");
        BindingSet before;
        switch (change.ChangeKind)
        {
            case BindingChangeKind.Bind:
                before = await BindAsync(plan, change, now);
                break;
            case BindingChangeKind.Swap:
                before = await SwapAsync(plan, change, now);
                break;
            default:
                before = await CorrectAsync(plan, change, now);
                break;
        }

        // Tags matter to passages only, and passages are reassigned separately.
        var reach = BindingImpact.AffectedAnimals(WithoutTags(before), WithoutTags(plan.Bindings));
        return new PlannedChange(plan.ChangedRows, before, plan.Bindings, reach);
    }

    private async Task<BindingSet> BindAsync(BindingPlan plan, BindingChangeRequest change, long now)
    {
        var (animalId, target) = (change.AnimalId ?? "", change.Target ?? "");
        var from = change.From ?? now;
        CheckSpan(from, change.To, now);
        await AnimalAsync(animalId);
        await CheckTargetAsync(change.Kind, target);
        await RecordRegistrationsAsync(plan, change.Kind, target, animalId);
        var before = plan.Bindings;
        if (change.To is null && (FirstAfter(before.ForAnimal(change.Kind, animalId), from)
            ?? (BindingValidator.IsExclusive(change.Kind) ? FirstAfter(before.ForTarget(change.Kind, target), from) : null)) is { } next)
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"{next.Target} is bound to {next.AnimalId} from {FormatTime(next.From)} on.",
                $"Say until when with 'to', or repair binding {next.Id} first.");
        }

        plan.Assign(new AnimalBinding
        {
            Id = $"BI-{Guid.CreateVersion7(time.GetUtcNow()):N}",
            FarmId = Farm,
            Kind = change.Kind,
            AnimalId = animalId,
            Target = target,
            From = from,
            To = change.To,
            RecordedAt = now,
            RecordedBy = change.ChangedBy,
        });
        return before;
    }

    private async Task<BindingSet> SwapAsync(BindingPlan plan, BindingChangeRequest change, long now)
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
            await RecordRegistrationsAsync(plan, BindingKind.Collar, null, id);
        }

        var before = plan.Bindings;
        if (!plan.Swap(BindingKind.Collar, first, second, at))
        {
            var without = before.ActiveBinding(BindingKind.Collar, first, at) is null ? first : second;
            throw new RefusedException(RefusalKind.Conflict, $"{without} wore no collar at {FormatTime(at)}.", "Bind one with bindAnimal.");
        }

        return before;
    }

    private async Task<BindingSet> CorrectAsync(BindingPlan plan, BindingChangeRequest change, long now)
    {
        var before = plan.Bindings;
        if (before.Find(change.BindingId ?? "") is not { } wrong)
        {
            throw new RefusedException(
                RefusalKind.NotFound, $"Farm {Farm} has no binding '{change.BindingId}'.", "List them with the animal's bindings.");
        }

        if (change.ChangeKind == BindingChangeKind.Retract)
        {
            plan.Retract(wrong);
            return before;
        }

        var right = wrong with
        {
            AnimalId = change.AnimalId ?? wrong.AnimalId,
            Target = change.Target ?? wrong.Target,
            From = change.From ?? wrong.From,
            To = change.IsOpenEnded ? null : change.To ?? wrong.To,
            RecordedAt = now,
            RecordedBy = change.ChangedBy,
        };
        CheckSpan(right.From, right.To, now);
        await AnimalAsync(right.AnimalId);
        await CheckTargetAsync(right.Kind, right.Target);
        await RecordRegistrationsAsync(plan, right.Kind, right.Target, right.AnimalId);
        before = plan.Bindings;
        plan.Assign(right);
        return before;
    }

    /// <summary>Records the bindings that registrations imply for the target and the animal, before they change.</summary>
    private async Task RecordRegistrationsAsync(BindingPlan plan, BindingKind kind, string? target, string animalId)
    {
        var animal = await AnimalAsync(animalId);
        switch (kind)
        {
            case BindingKind.Collar:
                var worn = await registry.ListDevicesOfAnimalAsync(Farm, animalId, CancellationToken.None);
                foreach (var collar in worn.Where(device => device.Type == DeviceType.ActivityCollar))
                {
                    plan.RecordRegistration(kind, collar.Id, animalId, Farm);
                }

                if (target is not null
                    && (await registry.FindDeviceAsync(target, CancellationToken.None))?.Registration is { AnimalId: { } wearer })
                {
                    plan.RecordRegistration(kind, target, wearer, Farm);
                }

                break;
            case BindingKind.Tag:
                if (animal.TagEpc is { } own)
                {
                    plan.RecordRegistration(kind, own, animalId, Farm);
                }

                if (target is not null && await registry.FindAnimalIdByTagAsync(Farm, target, CancellationToken.None) is { } tagged)
                {
                    plan.RecordRegistration(kind, target, tagged, Farm);
                }

                break;
            case BindingKind.Place when animal.Place is { } place:
                plan.RecordRegistration(kind, place, animalId, Farm);
                break;
        }
    }

    private async Task CheckTargetAsync(BindingKind kind, string target)
    {
        if (BindingValidator.ValidateTarget(kind, target) is { } wrong)
        {
            throw Invalid(wrong);
        }

        if (kind == BindingKind.Collar
            && ((await registry.FindDeviceAsync(
                target, CancellationToken.None))?.Registration is not { Type: DeviceType.ActivityCollar } collar || collar.FarmId != Farm))
        {
            throw new RefusedException(RefusalKind.NotFound, $"Farm {Farm} has no collar '{target}'.", "Register it with registerDevices.");
        }
    }

    private async Task<AnimalRegistration> AnimalAsync(string animalId)
        => await registry.FindAnimalAsync(Farm, animalId, CancellationToken.None)
            ?? throw new RefusedException(
                RefusalKind.NotFound, $"Farm {Farm} has no animal '{animalId}'.", "Register it with registerAnimals.");

    private static void CheckSpan(long from, long? to, long now)
    {
        if (from > now + ClockToleranceMs)
        {
            throw Invalid($"from is {FormatTime(from)}, in the future; tell what is so, not what is planned.");
        }

        if (to is { } end && end <= from)
        {
            throw Invalid($"to is {FormatTime(end)}; it must be after from, {FormatTime(from)}.");
        }
    }

    private static AnimalBinding? FirstAfter(IReadOnlyList<AnimalBinding> spans, long from)
        => spans.FirstOrDefault(span => span.From > from);

    private static BindingSet WithoutTags(BindingSet book) => new(book.All.Where(binding => binding.Kind != BindingKind.Tag));

    private static string FormatTime(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <param name="Before">The bindings before the change, including those that registrations imply.</param>
    /// <param name="AffectedFrom">The affected animals, each with the time from which on its bindings differ, Unix milliseconds.</param>
    private sealed record PlannedChange(
        IReadOnlyList<AnimalBinding> Rows, BindingSet Before, BindingSet After, IReadOnlyDictionary<string, long> AffectedFrom);
}
