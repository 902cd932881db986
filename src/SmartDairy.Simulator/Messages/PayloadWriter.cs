using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SmartDairy.Simulator.Messages;

/// <summary>Writes one payload: <c>timestamp</c> and <c>seq</c> first, then what the caller adds to <see cref="Json"/>.</summary>
internal sealed class PayloadWriter : IDisposable
{
    private static readonly double[] Powers = [1, 10, 100];
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public PayloadWriter() => Json = new Utf8JsonWriter(_buffer);

    public Utf8JsonWriter Json { get; }

    public int HeaderLength { get; private set; }

    public static string Format(long at, bool milliseconds = false) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
        .ToString(milliseconds ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Begin(long at, long seq, bool milliseconds = false)
    {
        _buffer.ResetWrittenCount();
        Json.Reset();
        Json.WriteStartObject();
        if (milliseconds)
        {
            Json.WriteString("timestamp"u8, Format(at, milliseconds));
        }
        else
        {
            Json.WriteString("timestamp"u8, DateTime.UnixEpoch.AddMilliseconds(at));
        }

        Json.WriteNumber("seq"u8, seq);
        Json.Flush();
        HeaderLength = _buffer.WrittenCount + 1;
    }

    /// <summary>A number of that many decimals, as an instrument of that resolution would send it; zeros at the end are left out.</summary>
    public void WriteNumber(string name, double value, int decimals) => Json.WriteNumber(name, Rounded(value, decimals));

    /// <summary>The same, of a name that is UTF-8 already.</summary>
    public void WriteNumber(ReadOnlySpan<byte> name, double value, int decimals) => Json.WriteNumber(name, Rounded(value, decimals));

    public byte[] End()
    {
        Json.WriteEndObject();
        Json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => Json.Dispose();

    // Converting a double to a decimal is slow, and there are eight numbers in a message.
    private static decimal Rounded(double value, int decimals)
    {
        var whole = (long)Math.Round(value * Powers[decimals]);
        while (decimals > 0 && whole % 10 == 0)
        {
            whole /= 10;
            decimals--;
        }

        var size = Math.Abs(whole);
        return new decimal((int)size, (int)(size >> 32), 0, whole < 0, (byte)decimals);
    }
}
