using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using SmartDairy.Api.Rest.Certificates;
using SmartDairy.Api.Tests.Herds;
using SmartDairy.Api.Tests.Herds.Sensors;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace SmartDairy.Api.Tests.Certificates;

public sealed class CertificateTests
{
    private const string Calibration = "/certificates/1/ENV-1-000/temperature_c/1";

    [Fact]
    public async Task A_calibration_is_told_as_json_and_on_paper_and_the_paper_names_the_json()
    {
        await using var host = await SampleDevices.StartAsync();
        await host.PutAsync(HerdRecordKinds.Calibrations, VerificationTests.Calibrated(1, Now - Day, true));
        var (json, type) = await GetAsync(host, Calibration + ".json");
        Assert.Equal("application/json; charset=utf-8", type);
        var told = JsonSerializer.Deserialize<JsonElement>(json);
        Assert.Equal(("calibration", 1.01, "2026-03-09T11:00:00Z", true),
            (told.GetProperty("certificate").GetString(), told.GetProperty("slope").GetDouble(), told.GetProperty("calibratedAt")
            .GetString(), told.GetProperty("valid").GetBoolean()));
        Assert.Equal(("°C", "LINEAR", 3),
            (told.GetProperty("unit").GetString(), told.GetProperty("method").GetString(), told.GetProperty("points").GetArrayLength()));
        Assert.Equal("ENVIRONMENTAL_SENSOR", told.GetProperty("device").GetProperty("type").GetString());
        var (pdf, pdfType) = await GetAsync(host, Calibration + ".pdf");
        Assert.Equal("application/pdf", pdfType);
        var text = Words(pdf);
        foreach (var expected in (string[])["Calibration certificate", "ENV-1-000/temperature_c/1", "Jörg (Technik)",
            "1.01 x reading + -0.2 °C", "0.05 °C", "R²", "20.01", "VALID", "Thermometer ?"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(json)), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_is_told_the_same_way()
    {
        await using var host = await SampleDevices.StartAsync();
        var made = (await host.DataAsync("""
            mutation { verifySensor(deviceId: "ENV-1-000", kind: HUMIDITY, referenceUncertainty: 0.5, points: [
              { reference: 20, readings: [25.01, 25.03] }, { reference: 50, readings: [55] }, { reference: 80, readings: [85] }]) { certificatePdf certificateJson } }
            """)).GetProperty("verifySensor");
        var told = JsonSerializer.Deserialize<JsonElement>((await GetAsync(host, made.GetProperty("certificateJson").GetString()!)).Body);
        Assert.Equal(("verification", "HUMIDITY", "FAIL", 2),
            (told.GetProperty("certificate").GetString(), told.GetProperty("kind").GetString(), told.GetProperty("verdict").GetString(),
                told.GetProperty("coverageFactor").GetInt32()));
        Assert.Equal(5.02, told.GetProperty("points")[0].GetProperty("error").GetDouble(), 1e-9);
        var text = Words((await GetAsync(host, made.GetProperty("certificatePdf").GetString()!)).Body);
        foreach (var expected in (string[])["Verification certificate", "humidity_percent (%RH)", "±2 %RH", "±0.5 %RH (k = 2)", "5.02",
            "FAIL", "not a certificate of an accredited laboratory"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tags_by_distance_have_one_too()
    {
        await using var host = await SampleDevices.StartAsync();
        var path = (await host.DataAsync($$"""
            mutation { verifyTagReads(deviceId: "{{SampleDevices.Reader}}", reads: [{ distanceMetres: 5, expected: 500, read: 500 }, { distanceMetres: 8, expected: 500, read: 100 }]) { certificatePdf } }
            """)).GetProperty("verifyTagReads").GetProperty("certificatePdf").GetString()!;
        var text = Words((await GetAsync(host, path)).Body);
        foreach (var expected in (string[])["99 % up to 5 m", "99.24 to 100", "beyond the range", "PASS"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "/certificates/1/VER-0.pdf", null)]
    [InlineData(HttpStatusCode.NotFound, "/certificates/1/ENV-1-000/temperature_c/2.pdf", null)]
    [InlineData(HttpStatusCode.NotFound, "/certificates/1/ENV-1-000/temperature_c/1", null)]
    [InlineData(HttpStatusCode.NotFound, "/certificates/1/ENV-1-000/temperature_c/1.exe", null)]
    [InlineData(HttpStatusCode.NotFound, "/certificates/1/..%2F2/x.pdf", null)]
    [InlineData(HttpStatusCode.NotFound, "/certificates/2/ENV-1-000/temperature_c/1.pdf", null)]
    [InlineData(HttpStatusCode.Forbidden, "/certificates/1/ENV-1-000/temperature_c/1.pdf", "other")]
    [InlineData(HttpStatusCode.Unauthorized, "/certificates/1/ENV-1-000/temperature_c/1.pdf", "nobody")]
    [InlineData(HttpStatusCode.OK, "/certificates/1/ENV-1-000/temperature_c/1.pdf", "reader")]
    public async Task Only_who_reads_the_farm_gets_what_is_there(HttpStatusCode status, string path, string? key)
    {
        await using var host = await SampleDevices.StartAsync();
        host.Api.Keys.Issue("other", [2]);
        host.Api.Keys.Issue("reader", [1], "read");
        await host.PutAsync(HerdRecordKinds.Calibrations, VerificationTests.Calibrated(1, Now - Day, true));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var response = await host.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public void A_long_table_goes_on_on_further_pages_under_its_heads_and_nothing_is_lost()
    {
        var points = Enumerable.Range(0, 100).Select(i => new CalibrationPoint(i + 0.25, i + 0.75, null)).ToArray();
        var calibration = VerificationTests.Calibrated(1, Now, true) with
        { Points = points, Reference = string.Join(' ', Enumerable.Repeat(@"a\(b", 100)) + new string('x', 300) };
        using var paper = PdfDocument.Open(CertificatePdf.Render(CalibrationCertificate.Create(calibration, null)));
        Assert.InRange(paper.NumberOfPages, 3, 5);
        var text = string.Concat(paper.GetPages().Select(page => page.Text));
        Assert.All(points, point => Assert.Contains($"{point.Reading:0.##}", text, StringComparison.Ordinal));
        Assert.Equal(100, text.Split(@"a\(b").Length - 1);
        Assert.All(paper.GetPages(), page => Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 50, PageWidth)));
        Assert.Contains("registered no more", text, StringComparison.Ordinal);
    }

    private const double PageWidth = 595 - 40;

    private static string Words(byte[] pdf)
    {
        using var paper = PdfDocument.Open(pdf);
        return string.Concat(paper.GetPages().Select(page => page.Text));
    }

    private static async Task<(byte[] Body, string? Type)> GetAsync(HerdTestHost host, string path)
    {
        using var response = await host.Api.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {path}");
        return (body, response.Content.Headers.ContentType?.ToString());
    }
}
