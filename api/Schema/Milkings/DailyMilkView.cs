using System.Globalization;
using GraphQL;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>Milk of one animal or of a whole farm on one day of the farm's calendar. A milking counts for the day it started on.</summary>
[Name("DailyMilk")]
public sealed class DailyMilkView(DailyMilk day)
{
    /// <summary>Day of the farm's calendar, such as 2026-03-02.</summary>
    public string Date => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Milk of all milkings of the day, in litres.</summary>
    public double Litres => day.Litres;

    /// <summary>Number of milkings on the day.</summary>
    public int Milkings => day.Milkings;

    /// <summary>Number of different animals that were recognised.</summary>
    public int Animals => day.Animals;

    /// <summary>Milk of milkings in which no animal was recognised, in litres; included in litres.</summary>
    public double UnknownLitres => day.UnknownLitres;

    /// <summary>Number of milkings that were incomplete.</summary>
    public int Incomplete => day.Incomplete;
}
