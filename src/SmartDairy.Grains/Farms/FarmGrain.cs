using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Intake;
using SmartDairy.History;
using SmartDairy.History.Ledger;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Farms;

/// <summary>One farm: its devices and animals, its ledger and its rejected messages.</summary>
[GrainType("farm")]
public sealed class FarmGrain(
    IRegistry registry, IHistory history, IntakeLedger ledger, ActiveSilos silos, RejectedMessageReplayer replay, TimeProvider time)
    : Grain, IFarmGrain
{
    private const int MaxRegistered = 10_000;
    private FarmSnapshot? _farm;

    private int Id => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
        => _farm = await registry.FindFarmAsync(Id, cancellationToken);

    public async Task<FarmSnapshot?> GetAsync() => await FindAsync();

    public async Task<FarmSnapshot> CreateAsync(FarmSnapshot farm)
    {
        RegistrationValidator.CheckFarm(farm);
        if (await FindAsync() is not null || !await registry.AddFarmAsync(farm, CancellationToken.None))
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"Farm {farm.Id} exists already.", "Choose another id, or use the farm that exists.");
        }

        return _farm = farm;
    }

    public Task<IReadOnlyList<int>> ListBarnIdsAsync() => registry.ListBarnsAsync(Id, CancellationToken.None);

    public async Task<IReadOnlyList<IssuedCredentials>> RegisterDevicesAsync(IReadOnlyList<DeviceRegistration> devices)
    {
        await RequireFarmAsync();
        RegistrationValidator.CheckCount(devices.Count, MaxRegistered, "devices");
        var rows = new List<DeviceRow>(devices.Count);
        var issued = new List<IssuedCredentials>(devices.Count);
        for (var i = 0; i < devices.Count; i++)
        {
            var device = RegistrationValidator.ValidateAndComplete(devices[i], Id, i);
            var secret = Security.Devices.DeviceSecret.Generate();
            rows.Add(new DeviceRow(device, Security.Devices.DeviceSecret.Hash(secret)));
            issued.Add(new IssuedCredentials(device, device.Id, secret));
        }

        RegistrationValidator.ThrowIfConflicts(await registry.AddDevicesAsync(rows, CancellationToken.None), "No device was registered");
        await HerdChangedAsync();
        return issued;
    }

    public async Task<Page<DeviceRegistration>> ListDevicesAsync(DeviceFilter filter, int first, string? after)
    {
        if (filter.Status is null)
        {
            return await registry.ListDevicesAsync(Id, filter, first, after, CancellationToken.None);
        }

        return await DevicesByStatusQuery.PageAsync(registry, GrainFactory, Id, filter, first, after);
    }

    public async Task<IReadOnlyList<AnimalRegistration>> RegisterAnimalsAsync(IReadOnlyList<AnimalRegistration> animals)
    {
        await RequireFarmAsync();
        RegistrationValidator.CheckCount(animals.Count, MaxRegistered, "animals");
        var rows = new List<AnimalRegistration>(animals.Count);
        for (var i = 0; i < animals.Count; i++)
        {
            rows.Add(RegistrationValidator.ValidateAndComplete(animals[i], Id, i));
        }

        RegistrationValidator.ThrowIfConflicts(await registry.AddAnimalsAsync(rows, CancellationToken.None), "No animal was registered");
        await HerdChangedAsync();
        return rows;
    }

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(string? search, int first, string? after)
        => registry.ListAnimalsAsync(Id, search, first, after, CancellationToken.None);

    public async Task SetAnimalGroupAsync(IReadOnlyList<string> animalIds, string? group, string by)
    {
        await RequireFarmAsync();
        RegistrationValidator.CheckCount(animalIds.Count, MaxRegistered, "ids");
        if (group is not null && !Identifier.IsValid(group))
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "group must be 1 to 64 letters, digits, _ and -, or null for none.");
        }

        var unknown = await registry.SetAnimalGroupAsync(Id, animalIds, group, CancellationToken.None);
        if (unknown.Count > 0)
        {
            throw new RefusedException(
                RefusalKind.NotFound, $"Farm {Id} has no animal {string.Join(", ", unknown.Take(20))}{(unknown.Count > 20 ? " …" : "")}.",
                "No animal was moved. Register them with registerAnimals first.");
        }

        await GrainFactory.GetGrain<IHerdBookGrain>(Id).RecordGroupChangeAsync(animalIds, group, by);
        await HerdChangedAsync();
    }

    public async Task<FarmLedger> GetLedgerAsync()
    {
        // Pending first: a message settled in between is counted twice for a moment; the other way round it would be missing.
        var farmId = Id;
        var pending = ledger.Pending(farmId) + await silos.SumOthersAsync(silo => silo.CountPendingAsync(farmId));
        var settled = await history.GetFarmMessageCountsAsync(farmId, CancellationToken.None);
        return new FarmLedger(settled.Total + pending, settled);
    }

    public Task<int> ReplayRejectedAsync(IReadOnlyList<string> ids)
        => replay.ReplayAsync(Id, ids, time.GetUtcNow().ToUnixTimeMilliseconds());

    private Task HerdChangedAsync() => GrainFactory.GetGrain<Contracts.Alerts.Rules.IRuleSetGrain>(Id).NotifyHerdChangedAsync();

    /// <summary>
    /// The farm. A missing one is read again at each call, because its creation may have been committed and the answer lost.
    /// </summary>
    private async ValueTask<FarmSnapshot?> FindAsync() => _farm ??= await registry.FindFarmAsync(Id, CancellationToken.None);

    private async ValueTask RequireFarmAsync()
    {
        if (await FindAsync() is null)
        {
            throw new RefusedException(RefusalKind.NotFound, $"Farm {Id} does not exist.", "Create it with createFarm.");
        }
    }
}
