using SmartDairy.Contracts;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>What a caller wrote, as it may stand in an error.</summary>
internal static class Shown
{
    /// <summary>The text, cut where it is longer than any id.</summary>
    public static string Of(string text) => text.Length > Identifier.MaxLength ? text[..Identifier.MaxLength] + "…" : text;
}
