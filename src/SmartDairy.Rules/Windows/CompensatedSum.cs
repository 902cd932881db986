namespace SmartDairy.Rules.Windows;

/// <summary>A sum with compensation for rounding errors (Neumaier's variant of Kahan summation).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _compensation;

    public readonly double Value => _sum + _compensation;

    public void Add(double value)
    {
        var sum = _sum + value;
        _compensation += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
