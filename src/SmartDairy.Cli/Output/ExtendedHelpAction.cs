using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SmartDairy.Cli.Output;

/// <summary>
/// Prints further help, above all examples, below a command's options. The description itself is one line for lists of commands.
/// </summary>
internal sealed class ExtendedHelpAction(HelpAction defaultAction) : SynchronousCommandLineAction
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Command, string> Texts = [];

    public override bool ClearsParseErrors => true;

    /// <summary>Uses the first line of a text as the description, and the rest as further help.</summary>
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
