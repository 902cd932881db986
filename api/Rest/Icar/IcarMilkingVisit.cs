using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>
/// A milking, as <c>icarMilkingVisitEventResource</c>. Meters count litres and ICAR kilograms: milk is taken to weigh 1.03 kg/L.
/// </summary>
public sealed record IcarMilkingVisit(
    IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string MilkingStartingDateTime,
    IcarMeasure? MilkingDuration, string MilkingType,
    IcarMeasure MilkingMilkWeight, bool MilkingComplete, string? MilkingParlourUnit, string? MilkingBoxNumber, string MilkingDeviceId,
    string MeasureDeviceId,
    IReadOnlyList<IcarQuarterMilking>? QuarterMilkings, IReadOnlyList<IcarCharacteristic>? MilkCharacteristics,
    IReadOnlyList<string>? MilkingRemarks)
    : IcarEvent("icarMilkingVisitEventResource", Meta, Location, Id, EventDateTime, Animal, null)
{
    /// <summary>Kilograms a litre of milk.</summary>
    internal const double KilogramsPerLitre = 1.03;

    /// <summary>
    /// Null while the cups are on, and for a milking of nobody known or without an amount: ICAR's message must name both. One that was
    /// taken back has no amount any more: it is marked deleted, with 0 kg.
    /// </summary>
    internal static IcarMilkingVisit? From(MilkingSession milking, HerdRecord row, AnimalRegistration? animal)
    {
        if (milking.AnimalId is not { } animalId || milking.State == MilkingState.Running
            || (milking.Litres ?? (milking.Retracted ? 0 : null)) is not { } litres)
        {
            return null;
        }

        var began = IcarJson.FormatTime(milking.StartedAt);
        var characteristics = CreateCharacteristics(milking.Conductivity, milking.AverageFlow, milking.PeakFlow, milking.BloodDetected);
        if (milking.Temperature is { } temperature)
        {
            characteristics.Add(new("TEMPERATURE", Number(temperature), "CEL"));
        }

        var quarters = milking.Quarters.Select(IcarQuarterMilking.From).ToArray();
        return new(
            IcarMeta.Create(milking.FarmId, "milking", milking.Id, row.Modified, milking.Retracted),
            IcarIdentifierSchemes.CreateLocation(milking.FarmId),
            milking.Id,
            began,
            IcarIdentifierSchemes.CreateAnimalIdentifier(milking.FarmId, animalId, animal),
            began,
            milking.DurationSeconds is { } seconds ? new("SEC", seconds) : null,
            "Automated",
            ToKilograms(litres),
            milking.State == MilkingState.Complete && !milking.Incomplete,
            milking.ParlorId?.ToString(CultureInfo.InvariantCulture),
            milking.StallId?.ToString(CultureInfo.InvariantCulture),
            milking.DeviceId,
            milking.DeviceId,
            quarters.Length == 0 ? null : quarters,
            characteristics.Count == 0 ? null : characteristics,
            milking.Incomplete ? ["MilkingIncomplete"] : null);
    }

    internal static IcarMeasure ToKilograms(double litres) => new("KGM", Math.Round(litres * KilogramsPerLitre, 3));

    internal static List<IcarCharacteristic> CreateCharacteristics(double? conductivity, double? averageFlow, double? peakFlow, bool? blood)
    {
        var characteristics = new List<IcarCharacteristic>();
        if (conductivity is { } c)
        {
            characteristics.Add(new("AVGCOND", Number(c), null));
        }

        if (averageFlow is { } average)
        {
            characteristics.Add(new("AVGFLWR", Number(average * KilogramsPerLitre), null));
        }

        if (peakFlow is { } peak)
        {
            characteristics.Add(new("MAXFLWR", Number(peak * KilogramsPerLitre), null));
        }

        if (blood is { } found)
        {
            characteristics.Add(new("BLOOD", found ? "true" : "false", null));
        }

        return characteristics;
    }

    private static string Number(double value) => Math.Round(value, 3).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A number and its unit by UN/CEFACT.</summary>
public sealed record IcarMeasure(string UnitCode, double Value);

/// <summary>One measured property of milk; the unit is ICAR's own when null.</summary>
public sealed record IcarCharacteristic(string Characteristic, string Value, string? Unit);

/// <summary>What one quarter gave.</summary>
public sealed record IcarQuarterMilking(
    string IcarQuarterId, IcarMeasure? QuarterMilkingDuration, IcarMeasure? QuarterMilkingWeight,
    IReadOnlyList<IcarCharacteristic>? IcarQuarterCharacteristics)
{
    internal static IcarQuarterMilking From(QuarterMilking quarter)
    {
        var characteristics =
            IcarMilkingVisit.CreateCharacteristics(quarter.Conductivity, quarter.AverageFlow, quarter.PeakFlow, quarter.BloodDetected);
        return new(
            quarter.Quarter.ToString(), quarter.DurationSeconds is { } seconds
                ? new("SEC", seconds)
                : null, quarter.Litres is { } litres ? IcarMilkingVisit.ToKilograms(litres) : null,
            characteristics.Count == 0 ? null : characteristics);
    }
}
