using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd.Milkings;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>Queries of tanks and milk meters.</summary>
public sealed class TankQueries
{
    private const int MaxReconciliations = 31;
    private const int MaxCollections = 1_000;
    private const int MaxMilkings = 200_000;
    private const double MaxTolerancePercent = 50;

    /// <summary>
    /// Collections of a tank, newest first, each compared with the milk metered since the previous one. The first collection of all has
    /// nothing to be compared with.
    /// </summary>
    /// <param name="tankId">Id of the tank to reconcile.</param>
    /// <param name="parlorIds">Numbers of the parlors that fill the tank; all parlors of the farm when omitted.</param>
    /// <param name="tolerancePercent">
    /// Accepted difference in percent, above 0 to 50; 0.5 when omitted, for which milk meters are certified.
    /// </param>
    /// <param name="first">Maximum number of collections to return, 1 to 31.</param>
    public static async Task<IEnumerable<TankReconciliationView>> TankReconciliation(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string tankId, IReadOnlyList<int>? parlorIds, double? tolerancePercent, int? first = 10)
    {
        caller.RequireRead(farmId);
        var count = Argument.InRange("first", first ?? 10, MaxReconciliations);
        var tolerance = tolerancePercent ?? 0.5;
        if (!(tolerance is > 0 and <= MaxTolerancePercent))
        {
            throw new InvalidArgumentException($"'tolerancePercent' must be above 0 and at most {MaxTolerancePercent}.");
        }

        if (!Identifier.IsValid(tankId))
        {
            return [];
        }

        var rows =
            await store.ListAsync(new()
            { FarmId = farmId, Kind = HerdRecordKinds.TankCollections.Name, Subject = tankId }, MaxCollections, cancellationToken);
        var collections = rows.Select(HerdRecordKinds.TankCollections.FromRecord).Where(collection => !collection.Retracted).Take(count + 1)
            .ToArray();
        var found = new List<TankReconciliationView>();
        for (var i = 0; i + 1 < collections.Length; i++)
        {
            var milkings =
                await MilkingReader.ReadAsync(
                    store, farmId, null, collections[i + 1].Time, collections[i].Time, MaxMilkings, cancellationToken);
            found.Add(new(Husbandry.Milking.Tanks.TankReconciliation.Create(
                collections[i], collections[i + 1].Time, parlorIds is null
                    ? milkings
                    : milkings.Where(milking => milking.ParlorId is { } parlor && parlorIds.Contains(parlor)), tolerance)));
        }
        return found;
    }

    /// <summary>
    /// Deviation of each milk meter of a farm from the others, for stalls with at least 30 ordinary milkings with a known expectation in
    /// the span. Empty when fewer than two stalls qualify.
    /// </summary>
    /// <param name="from">Start of the span, at most 35 days before its end.</param>
    /// <param name="to">End of the span, exclusive.</param>
    public static async Task<IEnumerable<MeterBiasView>> MeterBias(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId,
            DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireRead(farmId);
        Argument.MaxSpan(from, to, MilkingReader.MaxFarmDays);
        var milkings =
            await MilkingReader.ReadAsync(
                store, farmId, null, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), MaxMilkings, cancellationToken);
        return Husbandry.Milking.Tanks.MeterBias.Estimate(milkings).Select(bias => new MeterBiasView(bias));
    }
}
