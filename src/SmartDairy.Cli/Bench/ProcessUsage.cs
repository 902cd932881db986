using System.Diagnostics;
using System.Globalization;

namespace SmartDairy.Cli.Bench;

/// <summary>Resource usage of the server's process from the operating system.</summary>
internal static class ProcessUsage
{
    /// <summary>Resident memory in bytes, from <c>/proc/PID/status</c>; null when unavailable.</summary>
    public static long? ReadResidentBytes(int? processId)
    {
        var path = $"/proc/{processId}/status";
        if (processId is null || !File.Exists(path))
        {
            return null;
        }

        var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null
            ? null
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>CPU time used so far; null when the process is unknown.</summary>
    public static TimeSpan? ReadCpuTime(int? processId)
    {
        if (processId is null)
        {
            return null;
        }

        using var process = Process.GetProcessById(processId.Value);
        return process.TotalProcessorTime;
    }
}
