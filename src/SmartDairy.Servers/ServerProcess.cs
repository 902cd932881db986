using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SmartDairy.Servers;

/// <summary>
/// A server program with its captured output. The program ends with this process at the latest, unless this process is killed.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int MaxLogLength = 1_000_000;
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly EventHandler _atExit;

    private ServerProcess(Process process)
    {
        (_process, Id) = (process, process.Id);
        _process.OutputDataReceived += (_, line) => AppendLog(line.Data);
        _process.ErrorDataReceived += (_, line) => AppendLog(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _atExit = (_, _) => ProcessSignals.Send(process.Id, ProcessSignals.Quit);
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    public int Id { get; }

    public bool HasEnded
    {
        get
        {
            try
            {
                return _process.HasExited;
            }
            catch (InvalidOperationException)
            {
                // The process ended concurrently.
                return true;
            }
        }
    }

    /// <summary>Output so far, limited to the first million characters.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Resident memory of the process and its children, in MiB; 0 when it has ended.</summary>
    public double ResidentMiB => ProcessSignals.GetProcessTree(Id).Sum(Resident);

    /// <summary>CPU time in seconds of the process and its children, including children that have ended.</summary>
    public double CpuSeconds => ProcessSignals.GetProcessTree(Id).Sum(Cpu);

    /// <param name="user">User that runs the program when this process is root, for servers that refuse to run as root; null for the
    /// current user.</param>
    public static ServerProcess Start(string program, IEnumerable<string> arguments, string? user, string directory)
        => new(Process.Start(CreateStartInfo(program, arguments, user, directory))!);

    /// <summary>Runs a program to completion.</summary>
    /// <exception cref="InvalidOperationException">The program failed; the message has its output.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, string user, string directory)
    {
        using var process = Process.Start(CreateStartInfo(program, arguments, user, directory))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} failed with {process.ExitCode}: {await output}{await errors}");
        }
    }

    /// <summary>Changes the owner of a directory and its content to the servers' user; does nothing unless this process is root.</summary>
    public static async Task ChangeOwnerAsync(string directory, string user)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", user, directory]);
            await chown.WaitForExitAsync();
        }
    }

    /// <summary>Sends SIGTERM and waits for the exit.</summary>
    public async Task StopAsync()
    {
        Signal(ProcessSignals.Terminate);
        await WaitForExitAsync();
    }

    /// <summary>Sends a signal; with <paramref name="tree"/> also to all descendants.</summary>
    public void Signal(int signal, bool tree = false)
    {
        foreach (var id in tree ? ProcessSignals.GetProcessTree(Id) : [Id])
        {
            ProcessSignals.Send(id, signal);
        }
    }

    /// <summary>Suspends the process and its descendants, as on an overloaded machine.</summary>
    public void Freeze() => Signal(ProcessSignals.Stop, tree: true);

    public void Thaw() => Signal(ProcessSignals.Continue, tree: true);

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Sends SIGKILL to the process and its descendants and waits for the exit.</summary>
    public async Task KillAsync()
    {
        Signal(ProcessSignals.Kill, tree: true);
        await WaitForExitAsync();
    }

    /// <summary>Polls <paramref name="ready"/> until it returns true.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or was not ready after a minute; the message has its log.</exception>
    public async Task WaitUntilReadyAsync(Func<Task<bool>> ready)
    {
        var started = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await ready())
        {
            if (HasEnded || started.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException(
                    $"{_process.StartInfo.FileName} {(HasEnded ? "ended at start" : "did not become ready")}:\n{Log}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        if (!HasEnded)
        {
            Thaw();
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo CreateStartInfo(string program, IEnumerable<string> arguments, string? user, string directory)
    {
        var info = new ProcessStartInfo { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        if (user is not null && Environment.IsPrivilegedProcess)
        {
            info.FileName = "setpriv";
            foreach (var argument in (string[])[$"--reuid={user}", $"--regid={user}", "--clear-groups", "--", program])
            {
                info.ArgumentList.Add(argument);
            }
        }
        else
        {
            info.FileName = program;
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private static double Resident(int process)
    {
        try
        {
            var pages = long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture);
            return pages * Environment.SystemPageSize / 1048576.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double Cpu(int process)
    {
        try
        {
            // After the name: state is field 3, user and system time and those of waited-for children are fields 14 to 17, in hundredths of
            // a second.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / 100.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private void AppendLog(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Length < MaxLogLength)
            {
                _log.AppendLine(line);
            }
        }
    }
}
