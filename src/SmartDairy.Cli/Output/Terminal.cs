using System.Text.Json;
using Spectre.Console;

namespace SmartDairy.Cli.Output;

/// <summary>Results go to the output, everything said on the way to the error stream, so that a pipe gets results alone.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public TextWriter Output => output;

    /// <summary>True when a person watches: then progress may overwrite its line.</summary>
    public bool IsInteractive => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    public void WriteStatus(string line) => error.WriteLine(line);

    /// <summary>A line of the result, at once: whoever reads it waits for it.</summary>
    public void WriteResult(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    /// <summary>Overwrites the last progress; nothing unless a person watches.</summary>
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
            // Nobody's window limits a file.
            console.Profile.Width = 200;
        }

        console.Write(table);
    }
}
