using System.Globalization;
using System.Security.Cryptography;
using SmartDairy.Api.Certificates.Pdf;

namespace SmartDairy.Api.Certificates;

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
    private readonly PdfDocument _paper;
    private double _y;

    private CertificatePdf(string title) => _paper = new(title);

    public static byte[] Of(Certificate certificate)
    {
        var pdf = new CertificatePdf($"{certificate.Title} {certificate.Id}");
        pdf.Draw(certificate);
        return pdf._paper.Build();
    }

    private void Draw(Certificate certificate)
    {
        Turn();
        Line(PdfFont.Bold, 18, Left, certificate.Title);
        _y -= 8;
        Line(PdfFont.Plain, Size, Left, certificate.Id);
        Rule();
        foreach (var (name, text) in certificate.Facts) Fact(name, text);
        Rule();
        Table(certificate);
        Rule();
        Line(PdfFont.Bold, 14, Left, certificate.Verdict);
        foreach (var statement in certificate.Statements) Paragraph(Left, statement);
        _y -= Leading;
        Paragraph(Left, $"SHA-256 of this certificate's JSON: {Convert.ToHexStringLower(SHA256.HashData(certificate.Json))}");
        for (var page = 0; page < _paper.Pages; page++)
            _paper.Text(page, PdfFont.Plain, 8, Left, 40, string.Create(CultureInfo.InvariantCulture, $"{certificate.Id}, page {page + 1} of {_paper.Pages}"));
    }

    private void Table(Certificate certificate)
    {
        var width = (Right - Left) / certificate.Columns.Count;
        Row(PdfFont.Bold, certificate.Columns, width);
        foreach (var row in certificate.Rows)
        {
            if (_y < Bottom)
            {
                Turn();
                Row(PdfFont.Bold, certificate.Columns, width);
            }

            Row(PdfFont.Plain, row, width);
        }
    }

    private void Row(PdfFont font, IReadOnlyList<string> cells, double width)
    {
        Room();
        for (var i = 0; i < cells.Count; i++) _paper.Text(font, Size, Left + (i * width), _y, Cut(font, cells[i], width - 6));
        _y -= Leading;
    }

    private void Fact(string name, string text)
    {
        Room();
        _paper.Text(PdfFont.Bold, Size, Left, _y, name);
        Paragraph(Left + FactColumn, text);
    }

    private void Paragraph(double x, string text)
    {
        foreach (var line in Broken(text, Right - x)) Line(PdfFont.Plain, Size, x, line);
    }

    private void Line(PdfFont font, double size, double x, string text)
    {
        Room();
        _paper.Text(font, size, x, _y, text);
        _y -= Leading;
    }

    private void Rule()
    {
        Room();
        _paper.Line(Left, Right, _y + 4);
        _y -= Leading;
    }

    private void Room()
    {
        if (_y < Bottom) Turn();
    }

    private void Turn()
    {
        _paper.AddPage();
        _y = Top;
    }

    private static IEnumerable<string> Broken(string text, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (PdfFont.Plain.Width(longer, Size) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) yield return line;
            line = word;
            while (PdfFont.Plain.Width(line, Size) > width)
            {
                var fits = Fitting(PdfFont.Plain, line, width);
                yield return line[..fits];
                line = line[fits..];
            }
        }

        yield return line;
    }

    private static string Cut(PdfFont font, string text, double width) => font.Width(text, Size) <= width ? text : text[..Fitting(font, text, width)];

    private static int Fitting(PdfFont font, string text, double width)
    {
        var fits = 1;
        while (fits < text.Length && font.Width(text[..(fits + 1)], Size) <= width) fits++;
        return fits;
    }
}
