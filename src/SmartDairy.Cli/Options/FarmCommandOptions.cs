using System.CommandLine;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Options;

/// <summary>The options for the server and the farm.</summary>
internal sealed class FarmCommandOptions
{
    private readonly Option<string?> _url = CommonOptions.Url("The API. Default: http://localhost:8080.");
    private readonly Option<string?> _key = CommonOptions.Key();
    private readonly Option<int?> _farm;

    /// <param name="command">Command to which the options are added.</param>
    /// <param name="required">Whether --farm is required; false for commands that check it themselves.</param>
    public FarmCommandOptions(Command command, bool required = true)
    {
        _farm = new Option<int?>("--farm")
        { Description = "Number of the farm.", HelpName = "N", Required = required }.Within(1, int.MaxValue);
        command.Add(_farm);
        command.Add(_url);
        command.Add(_key);
    }

    /// <exception cref="ApiException">There is no key.</exception>
    public ApiClient CreateClient(ParseResult parse)
    {
        var key = CommonOptions.ResolveKey(parse.GetValue(_key));
        return key is null
            ? throw new ApiException(ExitCodes.Usage, $"Give --key, or the environment variable {CommonOptions.KeyVariable}.")
            : new ApiClient(CommonOptions.ParseUrl(parse.GetValue(_url) ?? "http://localhost:8080"), key);
    }

    /// <exception cref="ApiException">There is no --farm.</exception>
    public int GetFarmId(ParseResult parse)
        => parse.GetValue(_farm) ?? throw new ApiException(ExitCodes.Usage, "Give the number of the farm with --farm.");
}
