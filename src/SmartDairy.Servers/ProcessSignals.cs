using System.Runtime.InteropServices;

namespace SmartDairy.Servers;

/// <summary>Signals to processes started by this process.</summary>
internal static partial class ProcessSignals
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal; false when the process no longer exists.</summary>
    public static bool Send(int process, int signal) => kill(process, signal) == 0;

    /// <summary>The process and all its descendants, parents first.</summary>
    public static IReadOnlyList<int> GetProcessTree(int process)
    {
        var children = new Dictionary<int, List<int>>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id) || Parent(folder) is not { } parent)
            {
                continue;
            }

            (children.TryGetValue(parent, out var list) ? list : children[parent] = []).Add(id);
        }

        var tree = new List<int> { process };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children.GetValueOrDefault(tree[i], []));
        }

        return tree;
    }

    private static int? Parent(string folder)
    {
        try
        {
            // Format: pid (name, which may contain any character) state parent ...
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int kill(int process, int signal);
}
