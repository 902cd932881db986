using System.CommandLine;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Options;

/// <summary>The options for the server, the same for every command.</summary>
internal static class CommonOptions
{
    public const string KeyVariable = "SMARTDAIRY_KEY";

    public static Option<string?> Url(string description) => new("--url") { Description = description, HelpName = "URL" };

    public static Option<string?> Key()
        => new("--key") { Description = $"The API key. Default: the environment variable {KeyVariable}.", HelpName = "KEY" };

    public static Option<string?> Mqtt()
        => new("--mqtt") { Description = "The broker. Default: the API's host, port 1883.", HelpName = "HOST:PORT" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for machines." };

    /// <exception cref="ApiException">The text is not an http or https address.</exception>
    public static Uri ParseUrl(string url) =>
        Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? parsed
            : throw new ApiException(ExitCodes.Usage, $"'{url}' is not an address like http://localhost:8080.");

    public static string? ResolveKey(string? given) => given ?? Environment.GetEnvironmentVariable(KeyVariable);
}
