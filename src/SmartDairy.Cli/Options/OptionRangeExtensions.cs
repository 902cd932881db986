using System.CommandLine;
using System.Globalization;

namespace SmartDairy.Cli.Options;

internal static class OptionRangeExtensions
{
    /// <summary>Rejects a number outside the range; text that is not a number is rejected by the parser.</summary>
    public static Option<T> Within<T>(this Option<T> option, double min, double max)
    {
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            if (double.TryParse(text, CultureInfo.InvariantCulture, out var value) && !(value >= min && value <= max))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {min:N0} to {max:N0}."));
            }
        });
        return option;
    }
}
