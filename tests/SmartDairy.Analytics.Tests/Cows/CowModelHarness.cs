using SmartDairy.Analytics.Cows;

namespace SmartDairy.Analytics.Tests.Cows;

/// <summary>A cow to whom hours, events and climate are told in order, and what was found of her.</summary>
internal sealed class CowModelHarness(CowProfile facts)
{
    private readonly CowModel _model = new(facts);
    private readonly Dictionary<(FindingKind, int?, long), Finding> _found = [];

    public IEnumerable<Finding> Findings => _found.Values.Where(finding => !finding.Retracted);

    public CowModelHarness WithEvent(LifeEventKind kind, long hour)
    {
        _model.Observe(new LifeEvent(kind, hour * 3_600_000));
        return this;
    }

    /// <summary>Tells hours, and milkings and climate that belong to them.</summary>
    public CowModelHarness ObserveAll(IEnumerable<CollarHour> hours, IReadOnlyList<MilkingObservation>? milkings = null, Func<long, double>? thi = null)
    {
        var next = 0;
        foreach (var hour in hours)
        {
            while (next < milkings?.Count && milkings[next].End < (hour.Hour + 1) * 3_600_000)
            {
                _model.Observe(milkings[next++]);
            }

            if (thi is not null)
            {
                _model.Observe(new ClimateHour(hour.Hour, thi(hour.Hour - OrdinaryCow.FirstHour)));
            }

            _model.Observe(hour);
            Take();
        }

        return this;
    }

    private void Take()
    {
        foreach (var finding in _model.DrainFindings())
        {
            _found[(finding.Kind, finding.Quarter, finding.Key)] = finding;
        }
    }
}
