using System.Text.Json.Serialization;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>What every message carries.</summary>
/// <param name="ResourceType">ICAR's name of the message's type.</param>
/// <param name="Meta">Where it comes from and when it changed.</param>
/// <param name="Location">The farm.</param>
[JsonDerivedType(typeof(IcarAnimal))]
[JsonDerivedType(typeof(IcarDevice))]
[JsonDerivedType(typeof(IcarMilkingVisit))]
[JsonDerivedType(typeof(IcarHeatEvent))]
[JsonDerivedType(typeof(IcarHealthStatusEvent))]
[JsonDerivedType(typeof(IcarAttentionEvent))]
public abstract record IcarResource(string ResourceType, IcarMeta Meta, IcarIdentifier Location);

/// <summary>Something that happened to an animal. Times are RFC 3339, UTC.</summary>
/// <param name="Id">Unique on the farm and for its type.</param>
/// <param name="Remark">For people; null when there is nothing to say.</param>
public abstract record IcarEvent(
    string ResourceType, IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string? Remark)
    : IcarResource(ResourceType, Meta, Location);

/// <summary>Where a message comes from and when it changed.</summary>
/// <param name="Source">The system.</param>
/// <param name="SourceId">Unique in that system.</param>
/// <param name="Modified">RFC 3339, UTC.</param>
/// <param name="IsDeleted">True when it no longer holds; null when it does.</param>
public sealed record IcarMeta(string Source, string SourceId, string Modified, bool? IsDeleted)
{
    private const string Name = "smartdairy";

    /// <param name="type">Of the resource.</param>
    /// <param name="modified">Unix milliseconds.</param>
    internal static IcarMeta Create(int farmId, string type, string id, long modified, bool deleted = false) =>
        new(Name, $"{farmId}/{type}/{id}", IcarJson.FormatTime(modified), deleted ? true : null);
}

/// <summary>An id and whose it is.</summary>
public sealed record IcarIdentifier(string Id, string Scheme);
