using GraphQL;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Contracts.Barns;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>A zone, which is a numbered part of a barn.</summary>
[Name("Zone")]
public sealed class ZoneView(ZoneSnapshot zone)
{
    /// <summary>Number of the zone, unique in the barn.</summary>
    public int ZoneId => zone.ZoneId;

    /// <summary>Newest value of each metric measured in the zone, by event time.</summary>
    public IEnumerable<MetricValueView> Latest() => zone.Latest.Select(MetricValueView.From);
}
