using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SmartDairy.Configuration;

/// <summary>The sentences in which errors of the configuration are reported.</summary>
internal static class OptionErrors
{
    /// <summary>A value that is not allowed, with what is.</summary>
    public static string NotAllowed(string key, string? value, OptionProperty property, object? defaultValue)
        => $"{key} is '{RedactUserInfo(value ?? "")}'; allowed is {DescribeAllowed(property, defaultValue)}.";

    private static string DescribeAllowed(OptionProperty property, object? defaultValue)
    {
        if (property.Checks.FirstOrDefault(check => check.ErrorMessage is not null) is { } described)
        {
            return described.ErrorMessage!;
        }

        var withDefault = defaultValue is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (default {defaultValue})");
        if (property.ValueType.IsEnum)
        {
            return string.Join(" or ", Enum.GetNames(property.ValueType)) + withDefault;
        }

        var kind = property.ValueType == typeof(int) || property.ValueType == typeof(long) ? "a whole number"
            : property.ValueType == typeof(double) ? "a number"
            : property.ValueType == typeof(TimeSpan) ? "a time"
            : property.ValueType == typeof(bool) ? "true or false"
            : "a text";
        return property.Checks.OfType<RangeAttribute>().FirstOrDefault() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} from {range.Minimum} to {range.Maximum}") + withDefault
            : kind + withDefault;
    }

    /// <summary>Hides a user and password within an address.</summary>
    private static string RedactUserInfo(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && text.LastIndexOf('@') is var at && at > scheme
            ? string.Concat(text.AsSpan(0, scheme + 3), "***", text.AsSpan(at))
            : text;
}
