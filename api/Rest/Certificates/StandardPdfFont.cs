namespace SmartDairy.Api.Rest.Certificates;

/// <summary>A font that every reader of PDF has, and how wide its characters are.</summary>
internal sealed class StandardPdfFont
{
    // Adobe's metrics of the characters from space to tilde, thousandths of the size.
    private static readonly short[] HelveticaWidths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
        278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667,
        611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];

    private static readonly short[] BoldWidths =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
        333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667,
        611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556,
        500, 389, 280, 389, 584,
    ];

    public static readonly StandardPdfFont Plain = new("F1", "Helvetica", HelveticaWidths);
    public static readonly StandardPdfFont Bold = new("F2", "Helvetica-Bold", BoldWidths);

    // Of a letter beyond ASCII: most are no wider.
    private const int NonAsciiWidth = 722;
    private readonly short[] _widths;

    private StandardPdfFont(string key, string name, short[] widths) => (Key, Name, _widths) = (key, name, widths);

    /// <summary>How pages call it.</summary>
    public string Key { get; }

    public string Name { get; }

    /// <summary>Points; at most a little too wide where there are letters beyond ASCII.</summary>
    public double MeasureWidth(string text, double size)
    {
        var width = 0;
        foreach (var letter in text)
        {
            width += letter - ' ' is >= 0 and var index && index < _widths.Length ? _widths[index] : NonAsciiWidth;
        }

        return width * size / 1000;
    }
}
