using System.Text.Json;
using Spectre.Console;

namespace SmartDairy.Cli.Output;

/// <summary>Writes results to the output and status to the error stream, so that a pipe gets only results.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public TextWriter Output => output;

    /// <summary>Whether the error stream is a console, so that progress may overwrite its line.</summary>
    public bool IsInteractive => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    public void WriteStatus(string line) => error.WriteLine(line);

    /// <summary>Writes a line of the result and flushes, because a reader may wait for it.</summary>
    public void WriteResult(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    /// <summary>Overwrites the last progress; does nothing unless <see cref="IsInteractive"/>.</summary>
    public void ShowProgress(string line)
    {
        if (IsInteractive)
        {
            error.Write($"\r{line}\u001b[K");
        }
    }

    public void EndProgress()
    {
        if (IsInteractive)
        {
            error.WriteLine();
        }
    }

    public void WriteJson(object value) => output.WriteLine(JsonSerializer.Serialize(value, Indented));

    public void WriteTable(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
        {
            // A file has no window width.
            console.Profile.Width = 200;
        }

        console.Write(table);
    }
}
