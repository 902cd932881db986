using SmartDairy.Contracts;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>A collection of milk from a tank by a lorry.</summary>
public sealed class TankCollectionInput
{
    private const double MaxLitres = 100_000;
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    /// <summary>
    /// Id, unique on the farm: 1 to 64 of A-Z a-z 0-9 _ -. Generated when omitted; the same collection recorded twice is kept once.
    /// </summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>Id of the tank, 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    [Id]
    public required string TankId { get; init; }

    /// <summary>Time at which the milk was collected; must not be in the future.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Milk collected from the tank, in litres, 0 to 100,000.</summary>
    public required double Litres { get; init; }

    /// <summary>
    /// Milk kept out of the tank since the previous collection, in litres, 0 to 100,000, such as colostrum, milk under withdrawal or milk
    /// for calves; 0 when omitted.
    /// </summary>
    public double? WithheldLitres { get; init; }

    internal TankCollection ToCollection(int farmId, DateTimeOffset now, string by)
    {
        if (Id is not null && !Identifier.IsValid(Id))
        {
            throw Invalid($"id must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (!Identifier.IsValid(TankId))
        {
            throw Invalid($"tankId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (!(Litres is >= 0 and <= MaxLitres))
        {
            throw Invalid($"litres must be from 0 to {MaxLitres:0}.");
        }

        if (!(WithheldLitres is null or (>= 0 and <= MaxLitres)))
        {
            throw Invalid($"withheldLitres must be from 0 to {MaxLitres:0}.");
        }

        if (Time > now + MaxClockSkew)
        {
            throw Invalid("time lies in the future.");
        }

        return new()
        {
            Id = Id ?? $"TANK-{Guid.CreateVersion7(now):N}",
            FarmId = farmId,
            TankId = TankId,
            Time = Time.ToUnixTimeMilliseconds(),
            Litres = Litres,
            WithheldLitres = WithheldLitres ?? 0,
            RecordedAt = now.ToUnixTimeMilliseconds(),
            RecordedBy = by,
        };
    }

    private static InvalidArgumentException Invalid(string sentence) => new(sentence, "Nothing was recorded.");
}
