using System.Buffers.Text;
using System.Text;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Relay;

/// <summary>Opaque cursors: a version prefix and a sort key in base64url. The prefix lets the format change later.</summary>
public static class Cursor
{
    private const string VersionPrefix = "1:";
    private const int MaxLength = 2048;
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Cursor of an item whose sort key is <paramref name="key"/>.</summary>
    public static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(VersionPrefix + key));

    /// <summary>Sort key within a cursor; null for null.</summary>
    /// <exception cref="InvalidArgumentException">The text is not a cursor of this API.</exception>
    public static string? Decode(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        try
        {
            if (cursor.Length <= MaxLength && Strict.GetString(Base64Url.DecodeFromChars(cursor)) is var text
                && text.StartsWith(VersionPrefix, StringComparison.Ordinal))
            {
                return text[VersionPrefix.Length..];
            }
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            // Rejected below, like every other invalid cursor.
        }
        throw new InvalidArgumentException(
            "'after' is not a cursor of this API.", "Pass a cursor or endCursor from an earlier page unchanged.");
    }
}
