namespace SmartDairy.Analytics.Climate;

/// <summary>
/// The temperature-humidity index of the US National Research Council (1971), used for dairy cattle since then:
/// <c>THI = (1.8 T + 32) − (0.55 − 0.0055 RH) (1.8 T − 26)</c>. Milk yield begins to fall at about 68; 80 is severe stress.
/// </summary>
public static class TemperatureHumidityIndex
{
    /// <summary>The index, dimensionless. <c>Calculate(28, 70) ≈ 78.4</c>.</summary>
    /// <param name="celsius">Dry-bulb temperature, °C.</param>
    /// <param name="relativeHumidity">0 to 100 %.</param>
    /// <returns>NaN when an argument is NaN.</returns>
    public static double Calculate(double celsius, double relativeHumidity)
        => 1.8 * celsius + 32 - (0.55 - 0.0055 * relativeHumidity) * (1.8 * celsius - 26);
}
