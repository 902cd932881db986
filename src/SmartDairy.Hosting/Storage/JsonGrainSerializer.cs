using System.Text.Json;
using Orleans.Storage;

namespace SmartDairy.Hosting.Storage;

/// <summary>
/// Grain state as plain JSON. Orleans' own serializer writes .NET type names into the rows, so that renaming a type would orphan them.
/// </summary>
internal sealed class JsonGrainSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)!;
}
