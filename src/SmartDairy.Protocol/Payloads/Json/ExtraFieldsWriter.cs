using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Builds JSON out of members nobody has a column for, in a form every database takes. One writer for each thread, because one message at
/// a time needs it, and only some do.
/// </summary>
internal static class ExtraFieldsWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>An empty writer, until the next call on this thread.</summary>
    public static Utf8JsonWriter Begin()
    {
        _buffer ??= new ArrayBufferWriter<byte>(1024);
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        });
        _writer.Reset(_buffer);
        return _writer;
    }

    /// <summary>What the writer of this thread wrote; null when it is more than <paramref name="maxBytes"/>.</summary>
    public static string? Finish(int maxBytes)
    {
        _writer!.Flush();
        return _buffer!.WrittenCount > maxBytes ? null : Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
