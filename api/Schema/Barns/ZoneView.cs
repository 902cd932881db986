using GraphQL;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Contracts.Barns;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>A part of a barn.</summary>
[Name("Zone")]
public sealed class ZoneView(ZoneSnapshot zone)
{
    /// <summary>Its number in the barn.</summary>
    public int ZoneId => zone.ZoneId;

    /// <summary>The newest value of each metric over the zone's devices, by event time.</summary>
    public IEnumerable<MetricValueView> Latest() => zone.Latest.Select(MetricValueView.From);
}
