using System.Diagnostics;
using System.Globalization;
using SmartDairy.Cli.Output;
using SmartDairy.Contracts.Devices;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Simulator;

namespace SmartDairy.Cli.Bench.Herds;

/// <summary>
/// Runs the collar messages of a whole farm through decoder, folds and detectors on several threads. Only this processing is timed, not the
/// generation of messages.
/// </summary>
internal sealed class HerdBench(int cows, int learningDays, int hours, int cores)
{
    /// <summary>Required speed relative to real time, at one message per cow and minute.</summary>
    private const double TargetSpeedup = 100;

    /// <summary>Maximum messages in memory.</summary>
    private const int MessagesPerPortion = 100_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<SimulatedMessage>[] _portions = [.. Enumerable.Range(0, cores).Select(_ => new List<SimulatedMessage>())];
    private TimeSpan _busy;

    public IReadOnlyList<BenchResult> Run(Terminal terminal, CancellationToken cancellationToken)
    {
        var begin = Start.AddDays(learningDays);
        var slow = CreateHerd(TimeSpan.FromHours(1));
        var devices = slow.Devices.Where(device => device.Type == DeviceType.ActivityCollar).ToList();
        var parts = devices.Select((device, index) => (device.Id, Part: index % cores))
            .ToDictionary(pair => pair.Id, pair => pair.Part, StringComparer.Ordinal);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        HerdReplay[] replays = [.. Enumerable.Range(0, cores).Select(part => CreateReplay(slow, devices, parts, part))];

        terminal.WriteStatus(
            string.Create(CultureInfo.InvariantCulture, $"Learning: {learningDays} days of {cows:N0} cows, a message an hour"));
        var learned = ReplayMessages(slow.Messages(Start, begin), parts, replays, terminal, cancellationToken);
        var learning = _busy;

        terminal.WriteStatus(string.Create(CultureInfo.InvariantCulture, $"Measuring: {hours} hours, a message a minute"));
        _busy = TimeSpan.Zero;
        var measured =
            ReplayMessages(
                CreateHerd(TimeSpan.FromMinutes(1)).Messages(begin, begin.AddHours(hours)), parts, replays, terminal, cancellationToken);
        terminal.EndProgress();
        foreach (var portion in _portions)
        {
            portion.Clear();
            portion.TrimExcess();
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(replays);
        var rate = measured / _busy.TotalSeconds;
        var refused = replays.Sum(replay => replay.Rejected);
        return
        [
            new("times", "Faster than real time", rate / (cows / 60.0), "times", TargetSpeedup, AtLeast: true,
                string.Create(CultureInfo.InvariantCulture, $"{cows:N0} collars, a message a minute, {cores} threads")),
            new("rate", "Messages", rate, "messages/s",
                Note: string.Create(CultureInfo.InvariantCulture, $"{measured:N0} in {_busy.TotalSeconds:N1} s")),
            new("cost", "Work of one message", _busy.TotalMicroseconds * cores / measured, "µs of a core"),
            new("learning", "Messages while learning, one an hour", learned == 0
                ? null
                : learned / learning.TotalSeconds, "messages/s", Note: string.Create(CultureInfo.InvariantCulture, $"{learned:N0}")),
            new("memory", "Memory of a cow", memory / 1024.0 / cows, "KiB",
                Note: string.Create(CultureInfo.InvariantCulture, $"after {learningDays} days and {hours} hours: folds and detectors")),
            new("refused", "Messages refused", refused, "messages", 0),
        ];
    }

    private SimulatedHerd CreateHerd(TimeSpan interval) => SimulatedHerd.Create(new SimulatedHerdOptions
    {
        Cows = cows,
        Barns = Math.Max(1, cows / 500),
        SensorsPerZone = 0,
        Start = Start,
        Families = MessageFamilies.Collars,
        CollarInterval = interval,
    });

    private static HerdReplay CreateReplay(SimulatedHerd herd, List<DeviceRegistration> devices, Dictionary<string, int> parts, int part)
    {
        var partDevices = devices.Where(device => parts[device.Id] == part).ToList();
        var animals = partDevices.Select(device => device.AnimalId).ToHashSet(StringComparer.Ordinal);
        return new HerdReplay(new ReplayFarm
        {
            Devices = partDevices,
            Animals = [.. herd.Animals(Start).Where(animal => animals.Contains(animal.Id))],
            Events = [.. herd.RecordedEvents(Start.AddDays(-300), Start).Where(recorded => animals.Contains(recorded.AnimalId))],
            Zone = TimeZoneInfo.Utc,
        });
    }

    private long ReplayMessages(
        IEnumerable<SimulatedMessage> messages, Dictionary<string, int> parts, HerdReplay[] replays, Terminal terminal,
        CancellationToken cancellationToken)
    {
        long processed = 0;
        var waiting = 0;
        foreach (var message in messages)
        {
            _portions[parts[message.DeviceId]].Add(message);
            if (++waiting == MessagesPerPortion)
            {
                processed += ReplayPortions(replays, cancellationToken);
                waiting = 0;
                terminal.ShowProgress(string.Create(CultureInfo.InvariantCulture, $"{processed:N0} messages"));
            }
        }

        return processed + ReplayPortions(replays, cancellationToken);
    }

    private long ReplayPortions(HerdReplay[] replays, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, replays.Length, new ParallelOptions { MaxDegreeOfParallelism = replays.Length }, part =>
        {
            foreach (var message in _portions[part])
            {
                replays[part].Process(message);
            }
        });
        _busy += Stopwatch.GetElapsedTime(started);
        long processedCount = 0;
        foreach (var portion in _portions)
        {
            processedCount += portion.Count;
            portion.Clear();
        }

        return processedCount;
    }
}
