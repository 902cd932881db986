using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>
/// The air in a naturally ventilated cowhouse. Outside air follows season, time of day and weather; inside, the cows add heat, moisture,
/// CO2 and NH3, and ventilation rises with temperature. CO2 stays in the 500–3,500 ppm found in Finnish cowhouses, NH3 mostly below the 20
/// ppm limit for livestock.
/// </summary>
internal sealed class BarnClimate(
    ClimateParameters parameters, IndexedRandom noise, int barns, int zonesPerBarn, int cows, TimeSpan utcOffset)
{
    private const double HoursPerYear = 8766;
    private readonly IndexedRandom _weather = noise.Derive(1, 0);
    private readonly double _cowsPerBarn = (double)cows / barns;

    public AirState At(int barn, int zone, long unixMilliseconds)
    {
        var hours = unixMilliseconds / 3_600_000.0;
        var localHour = (hours + utcOffset.TotalHours) % 24;
        var place = noise.Derive(2, barn * 1000 + zone);

        var outside = Outside(hours, localHour);
        // Air changes rise with temperature: curtains open between 5 and 20 °C.
        var ventilation = Math.Clamp((outside - 5) / 15, 0, 1) * 0.85 + 0.15;
        var inside = (Outside(hours - 2, (localHour + 22) % 24) * 0.7) + (outside * 0.3) + (5 * (1 - ventilation)) + 1
            + (place.Uniform(0) - 0.5) + (0.15 * place.Smooth(hours, 1.5));

        // The dew point follows the night's minimum and the weather; the cows' breath raises it at low ventilation.
        var dewPoint = Outside(hours, 4) - 1.5 + (3.5 * (1 - ventilation)) + (1.2 * _weather.Derive(3, 0).Smooth(hours, 9));
        var humidity =
            Math.Clamp(100 * VapourPressure(dewPoint) / VapourPressure(inside) + (0.8 * place.Derive(1, 0).Smooth(hours, 2)), 22, 99);

        // CO2 is higher by day, when the cows move and eat.
        var occupancy = _cowsPerBarn / (zonesPerBarn * 10.0);
        var daytimeActivity = 0.85 + (0.15 * Math.Sin((localHour - 8) / 24 * 2 * Math.PI));
        var co2 = 420 + (occupancy * daytimeActivity * 430 / (0.25 + ventilation)) + (30 * place.Derive(2, 0).Smooth(hours, 1));
        var nh3 =
            Math.Max(
                0.2, occupancy * (1.2 + (0.16 * Math.Max(0, inside))) / (0.3 + ventilation) + (0.4 * place.Derive(3, 0).Smooth(hours, 2)));
        var pressure = 1013.25 + (9 * _weather.Derive(4, 0).Smooth(hours, 40)) + (2 * _weather.Derive(5, 0).Smooth(hours, 12));
        return new AirState(inside, humidity, pressure, Math.Clamp(co2, 400, 5000), Math.Min(nh3, 60));
    }

    private double Outside(double hours, double localHour)
    {
        // Coldest mid January and at 04:00, warmest mid July and at 16:00.
        var season = parameters.YearMean - (parameters.SeasonSwing * Math.Cos((hours - (15 * 24)) / HoursPerYear * 2 * Math.PI));
        var day = -parameters.DaySwing * Math.Cos((localHour - 4) / 24 * 2 * Math.PI);
        return season + day + (parameters.Weather * _weather.Smooth(hours, 60))
            + (parameters.Weather * 0.23 * _weather.Derive(6, 0).Smooth(hours, 7));
    }

    // Magnus formula over water, hPa.
    private static double VapourPressure(double celsius) => 6.112 * Math.Exp(17.62 * celsius / (243.12 + celsius));
}
