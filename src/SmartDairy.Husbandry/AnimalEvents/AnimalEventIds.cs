using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.AnimalEvents;

/// <summary>Ids of events, made from their content, so that the same event recorded twice is one.</summary>
public static class AnimalEventIds
{
    /// <summary>E.g. <c>EV-9f86d081884c7d659a2feaa0c55ad015</c>.</summary>
    public static string Create(AnimalEvent animalEvent)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{animalEvent.AnimalId}|{(int)animalEvent.Kind}|{animalEvent.Time}|{animalEvent.Group}|{animalEvent.Pregnant}|{animalEvent.Diagnosis}|{animalEvent.Quarter}|{animalEvent.Product}");
        return "EV-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>Whether two events have the same content; author and time of recording do not count.</summary>
    public static bool HasSameContent(AnimalEvent one, AnimalEvent other)
        => one with { RecordedAt = 0, RecordedBy = "", Retracted = false } == other with
        { RecordedAt = 0, RecordedBy = "", Retracted = false };
}
