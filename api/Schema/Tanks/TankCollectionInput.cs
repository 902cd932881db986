using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>What a lorry took out of a tank.</summary>
public sealed class TankCollectionInput
{
    private const double MaxLitres = 100_000;
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    /// <summary>Unique on the farm; made up when left out. The same one told twice is recorded once.</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>Which tank: 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    [Id]
    public required string TankId { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Litres, 0 to 100,000.</summary>
    public required double Litres { get; init; }

    /// <summary>Litres that were milked and kept out of the tank since the last collection: colostrum, under withdrawal, for calves. 0 when left out.</summary>
    public double? WithheldLitres { get; init; }

    internal TankCollection ToCollection(int farmId, DateTimeOffset now, string by)
    {
        if (Id is not null && !Identifier.IsValid(Id)) throw Invalid($"id must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        if (!Identifier.IsValid(TankId)) throw Invalid($"tankId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        if (!(Litres is >= 0 and <= MaxLitres)) throw Invalid($"litres must be from 0 to {MaxLitres:0}.");
        if (!(WithheldLitres is null or (>= 0 and <= MaxLitres))) throw Invalid($"withheldLitres must be from 0 to {MaxLitres:0}.");
        if (Time > now + MaxClockSkew) throw Invalid("time lies in the future.");
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
