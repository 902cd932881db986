using SmartDairy.Cli.Api;
using SmartDairy.Cli.Output;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

/// <summary>Reads rules from a file or from the defaults.</summary>
internal static class RuleFileLoader
{
    public const string DefaultsName = "defaults";

    /// <summary>
    /// Reads the file, or the defaults when the path is null, and prints every problem as <c>file:line:column: rule: field: sentence</c>.
    /// </summary>
    /// <returns>Null when there were problems; then no rule of the file may be used.</returns>
    /// <exception cref="ApiException">The file does not exist.</exception>
    public static async Task<RuleFile?> LoadAsync(string? path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path is not null && !File.Exists(path))
        {
            throw new ApiException(ExitCodes.Usage, $"There is no file '{path}'.");
        }

        var file = path is null ? RuleFile.LoadDefaults() : RuleFile.Parse(await File.ReadAllTextAsync(path, cancellationToken));
        foreach (var problem in file.Problems)
        {
            terminal.WriteStatus($"{path ?? DefaultsName}:{problem}");
        }

        return file.Problems.Count == 0 ? file : null;
    }
}
