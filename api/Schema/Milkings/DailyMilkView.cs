using System.Globalization;
using GraphQL;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>What one animal, or a whole farm, gave on one day of the farm's calendar. A milking counts for the day it began on.</summary>
[Name("DailyMilk")]
public sealed class DailyMilkView(DailyMilk day)
{
    /// <summary>Such as 2026-03-02.</summary>
    public string Date => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Litres.</summary>
    public double Litres => day.Litres;

    /// <summary>How often was milked.</summary>
    public int Milkings => day.Milkings;

    /// <summary>Different animals that were recognised.</summary>
    public int Animals => day.Animals;

    /// <summary>Litres of milkings in which nobody was recognised; part of litres.</summary>
    public double UnknownLitres => day.UnknownLitres;

    /// <summary>Milkings that were not complete.</summary>
    public int Incomplete => day.Incomplete;
}
