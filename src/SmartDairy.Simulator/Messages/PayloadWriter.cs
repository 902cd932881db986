using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SmartDairy.Simulator.Messages;

/// <summary>
/// Writes one payload: <c>timestamp</c> and <c>seq</c> first, then the members added by the caller to <see cref="Json"/>.
/// </summary>
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

    /// <summary>Writes a number rounded to 0 to 2 decimals, without trailing zeros.</summary>
    public void WriteNumber(string name, double value, int decimals) => Json.WriteNumber(name, Rounded(value, decimals));

    /// <summary>Writes a number under a UTF-8 name.</summary>
    public void WriteNumber(ReadOnlySpan<byte> name, double value, int decimals) => Json.WriteNumber(name, Rounded(value, decimals));

    public byte[] End()
    {
        Json.WriteEndObject();
        Json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => Json.Dispose();

    // Converting a double to a decimal is slow, and a message has about eight numbers.
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
