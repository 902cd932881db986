using System.Globalization;
using System.Security.Cryptography;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>A certificate on paper. It names the SHA-256 of its JSON, so that one can be checked against the other.</summary>
internal sealed class CertificatePdf
{
    private const double Left = 56;
    private const double Right = PdfDocument.Width - 56;
    private const double Top = PdfDocument.Height - 64;
    private const double Bottom = 72;
    private const double Size = 9.5;
    private const double Leading = 14;
    private const double FactColumn = 150;
    private readonly PdfDocument _document;
    private double _y;

    private CertificatePdf(string title) => _document = new(title);

    public static byte[] Render(Certificate certificate)
    {
        var pdf = new CertificatePdf($"{certificate.Title} {certificate.Id}");
        pdf.Draw(certificate);
        return pdf._document.Build();
    }

    private void Draw(Certificate certificate)
    {
        BeginPage();
        DrawLine(StandardPdfFont.Bold, 18, Left, certificate.Title);
        _y -= 8;
        DrawLine(StandardPdfFont.Plain, Size, Left, certificate.Id);
        DrawRule();
        foreach (var (name, text) in certificate.Facts)
        {
            DrawFact(name, text);
        }

        DrawRule();
        DrawTable(certificate);
        DrawRule();
        DrawLine(StandardPdfFont.Bold, 14, Left, certificate.Verdict);
        foreach (var statement in certificate.Statements)
        {
            DrawParagraph(Left, statement);
        }

        _y -= Leading;
        DrawParagraph(Left, $"SHA-256 of this certificate's JSON: {Convert.ToHexStringLower(SHA256.HashData(certificate.Json))}");
        for (var page = 0; page < _document.PageCount; page++)
        {
            _document.DrawText(page, StandardPdfFont.Plain, 8, Left, 40,
                string.Create(CultureInfo.InvariantCulture, $"{certificate.Id}, page {page + 1} of {_document.PageCount}"));
        }
    }

    private void DrawTable(Certificate certificate)
    {
        var width = (Right - Left) / certificate.Columns.Count;
        DrawRow(StandardPdfFont.Bold, certificate.Columns, width);
        foreach (var row in certificate.Rows)
        {
            if (_y < Bottom)
            {
                BeginPage();
                DrawRow(StandardPdfFont.Bold, certificate.Columns, width);
            }

            DrawRow(StandardPdfFont.Plain, row, width);
        }
    }

    private void DrawRow(StandardPdfFont font, IReadOnlyList<string> cells, double width)
    {
        EnsureSpace();
        for (var i = 0; i < cells.Count; i++)
        {
            _document.DrawText(font, Size, Left + (i * width), _y, TruncateToWidth(font, cells[i], width - 6));
        }

        _y -= Leading;
    }

    private void DrawFact(string name, string text)
    {
        EnsureSpace();
        _document.DrawText(StandardPdfFont.Bold, Size, Left, _y, name);
        DrawParagraph(Left + FactColumn, text);
    }

    private void DrawParagraph(double x, string text)
    {
        foreach (var line in WrapLines(text, Right - x))
        {
            DrawLine(StandardPdfFont.Plain, Size, x, line);
        }
    }

    private void DrawLine(StandardPdfFont font, double size, double x, string text)
    {
        EnsureSpace();
        _document.DrawText(font, size, x, _y, text);
        _y -= Leading;
    }

    private void DrawRule()
    {
        EnsureSpace();
        _document.DrawLine(Left, Right, _y + 4);
        _y -= Leading;
    }

    private void EnsureSpace()
    {
        if (_y < Bottom)
        {
            BeginPage();
        }
    }

    private void BeginPage()
    {
        _document.AddPage();
        _y = Top;
    }

    private static IEnumerable<string> WrapLines(string text, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (StandardPdfFont.Plain.MeasureWidth(longer, Size) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                yield return line;
            }

            line = word;
            while (StandardPdfFont.Plain.MeasureWidth(line, Size) > width)
            {
                var fits = CountFittingCharacters(StandardPdfFont.Plain, line, width);
                yield return line[..fits];
                line = line[fits..];
            }
        }

        yield return line;
    }

    private static string TruncateToWidth(StandardPdfFont font, string text, double width)
        => font.MeasureWidth(text, Size) <= width ? text : text[..CountFittingCharacters(font, text, width)];

    private static int CountFittingCharacters(StandardPdfFont font, string text, double width)
    {
        var fits = 1;
        while (fits < text.Length && font.MeasureWidth(text[..(fits + 1)], Size) <= width)
        {
            fits++;
        }

        return fits;
    }
}
