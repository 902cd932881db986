using System.Globalization;
using System.Text;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>
/// Pages of text and lines, A4, in two standard fonts: all that a certificate needs of PDF 1.4. Letters are those of Windows-1252; others
/// come out as a question mark. Places are in points from the lower left corner.
/// </summary>
internal sealed class PdfDocument
{
    public const double Width = 595;
    public const double Height = 842;
    private const int FirstPage = 5;
    private static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback)!;

    private readonly string _title;
    private readonly List<StringBuilder> _pages = [];

    public PdfDocument(string title) => _title = title;

    public int PageCount => _pages.Count;

    /// <summary>What follows goes onto a new page.</summary>
    public void AddPage() => _pages.Add(new());

    /// <summary>One line; it is not broken.</summary>
    public void DrawText(StandardPdfFont font, double size, double x, double y, string text)
        => DrawText(PageCount - 1, font, size, x, y, text);

    public void DrawText(int page, StandardPdfFont font, double size, double x, double y, string text) => _pages[page].Append(
        CultureInfo.InvariantCulture, $"BT /{font.Key} {size:0.##} Tf {x:0.##} {y:0.##} Td {Literal(text)} Tj ET\n");

    /// <summary>A thin line across.</summary>
    public void DrawLine(double fromX, double toX, double y)
        => _pages[^1].Append(CultureInfo.InvariantCulture, $"0.5 w {fromX:0.##} {y:0.##} m {toX:0.##} {y:0.##} l S\n");

    public byte[] Build()
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        Write(file, "%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        var pages = string.Join(' ', Enumerable.Range(0, _pages.Count).Select(i => $"{FirstPage + (2 * i)} 0 R"));
        WriteObject(file, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
        WriteObject(file, offsets, $"<< /Type /Pages /Kids [{pages}] /Count {_pages.Count} >>");
        foreach (var font in (StandardPdfFont[])[StandardPdfFont.Plain, StandardPdfFont.Bold])
        {
            WriteObject(file, offsets, $"<< /Type /Font /Subtype /Type1 /BaseFont /{font.Name} /Encoding /WinAnsiEncoding >>");
        }

        for (var i = 0; i < _pages.Count; i++)
        {
            WriteObject(file, offsets,
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {FirstPage + (2 * i) + 1} 0 R >>");
            WriteObject(file, offsets, $"<< /Length {Windows1252.GetByteCount(_pages[i].ToString())} >>\nstream\n{_pages[i]}\nendstream");
        }

        WriteObject(file, offsets, $"<< /Title {Literal(_title)} /Producer (Smart Dairy) >>");
        var xref = file.Position;
        Write(file, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Write(file, string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Write(file, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R /Info {offsets.Count} 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();
    }

    private static void WriteObject(MemoryStream file, List<long> offsets, string body)
    {
        offsets.Add(file.Position);
        Write(file, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
    }

    private static void Write(MemoryStream file, string text) => file.Write(Windows1252.GetBytes(text));

    private static string Literal(string text)
    {
        var literal = new StringBuilder("(", text.Length + 2);
        foreach (var letter in text)
        {
            if (letter is '(' or ')' or '\\')
            {
                literal.Append('\\');
            }

            literal.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return literal.Append(')').ToString();
    }
}
