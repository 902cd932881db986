using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SmartDairy.Cli.Output;

/// <summary>
/// A command's description is one line, as lists of commands show it; what more there is to say, examples above all, stands below its
/// options.
/// </summary>
internal sealed class ExtendedHelpAction(HelpAction defaultAction) : SynchronousCommandLineAction
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Command, string> Texts = [];

    public override bool ClearsParseErrors => true;

    /// <summary>Splits a text into its first line, for the description, and the rest, for below.</summary>
    public static Command SetDescription(Command command, string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        command.Description = text[..end];
        Texts.AddOrUpdate(command, text[end..].Trim('\n'));
        return command;
    }

    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExtendedHelpAction((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = defaultAction.Invoke(parseResult);
        if (Texts.TryGetValue(parseResult.CommandResult.Command, out var text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return code;
    }
}
