using SmartDairy.Analytics.Cows;

namespace SmartDairy.Analytics.Tests.Cows;

/// <summary>Feeds a cow model with hours, events and climate in order, and collects its findings.</summary>
internal sealed class CowModelHarness(CowProfile profile)
{
    private readonly CowModel _model = new(profile);
    private readonly Dictionary<(FindingKind, int?, long), Finding> _found = [];

    public IEnumerable<Finding> Findings => _found.Values.Where(finding => !finding.Retracted);

    public CowModelHarness WithEvent(LifeEventKind kind, long hour)
    {
        _model.Observe(new LifeEvent(kind, hour * 3_600_000));
        return this;
    }

    /// <summary>Observes hours, with their milkings and climate.</summary>
    public CowModelHarness ObserveAll(
        IEnumerable<CollarHour> hours, IReadOnlyList<MilkingObservation>? milkings = null, Func<long, double>? thi = null)
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
            CollectFindings();
        }

        return this;
    }

    private void CollectFindings()
    {
        foreach (var finding in _model.DrainFindings())
        {
            _found[(finding.Kind, finding.Quarter, finding.Key)] = finding;
        }
    }
}
