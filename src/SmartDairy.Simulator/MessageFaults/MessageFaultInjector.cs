using SmartDairy.Simulator.Biology;

namespace SmartDairy.Simulator.MessageFaults;

/// <summary>
/// Injects reproducible faults into a stream of messages and counts them. One instance per pass; status messages are not affected. The
/// output is in the order of <see cref="SimulatedMessage.SendAt"/>.
/// </summary>
public sealed class MessageFaultInjector
{
    private readonly MessageFaultOptions _options;
    private readonly IndexedRandom _noise;
    private readonly (MessageFault Fault, double UpTo)[] _table;
    private readonly PriorityQueue<SimulatedMessage, (long SendAt, long Order)> _late = new();
    private readonly Dictionary<string, SimulatedMessage> _reordered = [];
    private readonly Dictionary<(string, MessageKind), SimulatedMessage> _last = [];
    private long _index;
    private long _order;
    private long _now;
    private MessageFaultCounts _counts;

    /// <exception cref="ArgumentException">A chance is outside 0 to 1, the chances exceed 1 together, or the maximum delay is not above
    /// 0.</exception>
    public MessageFaultInjector(MessageFaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _noise = new IndexedRandom((ulong)options.Seed).Derive(90, 0);
        var sum = 0.0;
        _table =
        [
            .. new[]
            {
                (MessageFault.Missing, options.MissingChance), (MessageFault.Late, options.LateChance),
                (MessageFault.Duplicate, options.DuplicateChance),
                (MessageFault.OutOfOrder, options.OutOfOrderChance), (MessageFault.Stuck, options.StuckChance),
                (MessageFault.Garbage, options.GarbageChance),
            }.Select(pair => (pair.Item1, sum += pair.Item2)),
        ];
    }

    public MessageFaultCounts Counts => _counts;

    public IEnumerable<SimulatedMessage> Apply(IEnumerable<SimulatedMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            while (_late.TryPeek(out _, out var key) && key.SendAt <= message.SendAt)
            {
                yield return Send(_late.Dequeue());
            }

            _now = message.SendAt;
            _counts = _counts with { Received = _counts.Received + 1 };
            foreach (var sent in InjectFault(message))
            {
                yield return Send(sent);
            }
        }

        foreach (var heldBack in _reordered.Values.OrderBy(heldBack => heldBack.SendAt)
            .ThenBy(heldBack => heldBack.DeviceId, StringComparer.Ordinal).ToList())
        {
            yield return Send(heldBack with { SendAt = _now });
        }

        while (_late.TryDequeue(out var late, out _))
        {
            yield return Send(late);
        }
    }

    private IEnumerable<SimulatedMessage> InjectFault(SimulatedMessage message)
    {
        var index = _index++;
        _reordered.Remove(message.DeviceId, out var heldBack);
        switch (message.Kind == MessageKind.Status ? MessageFault.None : Draw(index, message))
        {
            case MessageFault.Missing:
                _counts = _counts with { Missing = _counts.Missing + 1 };
                break;
            case MessageFault.Late:
                _counts = _counts with { Late = _counts.Late + 1 };
                var delay = 1 + (long)(_noise.Derive(1, 0).Uniform(index) * _options.MaxDelay.TotalMilliseconds);
                _late.Enqueue(message with { SendAt = message.SendAt + delay }, (message.SendAt + delay, _order++));
                break;
            case MessageFault.Duplicate:
                _counts = _counts with { Duplicated = _counts.Duplicated + 1 };
                yield return message;
                yield return message;
                break;
            case MessageFault.OutOfOrder:
                _counts = _counts with { OutOfOrder = _counts.OutOfOrder + 1 };
                _reordered[message.DeviceId] = message;
                break;
            case MessageFault.Stuck:
                _counts = _counts with { Stuck = _counts.Stuck + 1 };
                message = Freeze(message, _last[(message.DeviceId, message.Kind)]);
                yield return message;
                break;
            case MessageFault.Garbage:
                _counts = _counts with { Garbage = _counts.Garbage + 1 };
                yield return message with { Payload = Corrupt(index, message.Payload) };
                break;
            default:
                yield return message;
                break;
        }

        if (message.Kind is MessageKind.Environment or MessageKind.Activity)
        {
            _last[(message.DeviceId, message.Kind)] = message;
        }

        if (heldBack is not null)
        {
            yield return heldBack with { SendAt = message.SendAt };
        }
    }

    private MessageFault Draw(long index, SimulatedMessage message)
    {
        var draw = _noise.Uniform(index);
        foreach (var (fault, upTo) in _table)
        {
            if (draw < upTo)
            {
                var impossible = fault == MessageFault.Stuck && !_last.ContainsKey((message.DeviceId, message.Kind));
                return impossible ? MessageFault.None : fault;
            }
        }

        return MessageFault.None;
    }

    private static SimulatedMessage Freeze(SimulatedMessage message, SimulatedMessage last) =>
        message with { Payload = [.. message.Payload.AsSpan(0, message.HeaderLength), .. last.Payload.AsSpan(last.HeaderLength)] };

    private byte[] Corrupt(long index, byte[] payload) => _noise.Derive(2, 0).Below(index, 4) switch
    {
        0 => payload[..(payload.Length / 2)],
        1 => [.. "#"u8, .. payload],
        2 => [.. payload.AsSpan(0, payload.Length - 1), .. ",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        _ => [],
    };

    private SimulatedMessage Send(SimulatedMessage message)
    {
        _counts = _counts with { Sent = _counts.Sent + 1 };
        return message;
    }
}
