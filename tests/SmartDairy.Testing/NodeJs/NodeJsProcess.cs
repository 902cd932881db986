using System.Diagnostics;
using System.Text.Json;

namespace SmartDairy.Testing.NodeJs;

/// <summary>A script of the folder node, which speaks lines of JSON. It ends when its input is closed.</summary>
public sealed class NodeJsProcess : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "node");
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    private readonly Process _process;
    private bool _ended;

    private NodeJsProcess(Process process) => _process = process;

    public static async Task<NodeJsProcess> StartAsync(string script, params string[] arguments)
    {
        var trouble = await Installed.Value;
        RequiredServer.SkipOrFailIfMissing(trouble is null, $"Node.js or its packages are missing ({trouble}); install nodejs and npm");
        return new(Start("node", [script, .. arguments]));
    }

    public async Task<JsonElement> ReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, TestContext.Current.CancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(either.Token);
        Assert.NotNull(line);
        return JsonDocument.Parse(line).RootElement;
    }

    public Task WriteAsync(object message) => _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(message));

    /// <summary>Ends it; what it still had to say, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> CloseAsync()
    {
        _ended = true;
        _process.StandardInput.Close();
        var rest = new List<JsonElement>();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            rest.Add(JsonDocument.Parse(line).RootElement);
        }

        await _process.WaitForExitAsync();
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Null when the packages are there; else what is missing. They are installed again when the lock file changed.</summary>
    private static async Task<string?> InstallAsync()
    {
        try
        {
            var locked = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
            var mark = Path.Combine(Folder, "node_modules", ".installed-from");
            if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == locked)
            {
                return null;
            }

            using var npm = Start("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                return "npm ci failed";
            }

            await File.WriteAllTextAsync(mark, locked);
            return null;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}
