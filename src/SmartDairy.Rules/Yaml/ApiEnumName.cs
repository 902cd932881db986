using System.Text;

namespace SmartDairy.Rules.Yaml;

/// <summary>Enum names as the API spells them: <c>EnvironmentalSensor</c> becomes <c>ENVIRONMENTAL_SENSOR</c>.</summary>
internal static class ApiEnumName
{
    public static string Format<T>(T value)
        where T : struct, Enum
    {
        var name = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
