using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>
/// Certificates to print and to keep: of a check <c>/certificates/{farm}/{id}.pdf</c>, of a calibration
/// <c>/certificates/{farm}/{device}/{metric}/{version}.pdf</c>, each also as <c>.json</c>. A key that reads the farm is needed.
/// </summary>
public static partial class CertificateEndpoints
{
    private const string Pdf = ".pdf";
    private const string Json = ".json";
    private const int MaxNameLength = 200;

    /// <summary>Puts them on their addresses. A herd store and a grain factory are taken from the services.</summary>
    public static WebApplication MapCertificates(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CertificateEndpoints));
        app.MapGet("/certificates/{farm:int}/{**name}", context => HandleAsync(context, log));
        return app;
    }

    private static async Task HandleAsync(HttpContext context, ILogger log)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await WriteCertificateAsync(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            var (status, sentence) = StatusOf(e);
            if (status == StatusCodes.Status500InternalServerError)
            {
                LogFault(log, context.TraceIdentifier, e);
            }

            if (status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Smart Dairy\"";
            }

            await Results.Problem(sentence ?? $"Report trace {context.TraceIdentifier}.", statusCode: status).ExecuteAsync(context);
        }
    }

    private static async Task WriteCertificateAsync(HttpContext context)
    {
        var caller = (await context.AuthenticateAsync(BearerAuthenticationHandler.SchemeName)).Principal as ApiPrincipal
            ?? throw new UnauthenticatedException("Send Authorization: Bearer <key>.");
        var farmId = int.Parse((string)context.Request.RouteValues["farm"]!, CultureInfo.InvariantCulture);
        caller.RequireRead(farmId);
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var asJson = name.EndsWith(Json, StringComparison.Ordinal);
        if (!asJson && !name.EndsWith(Pdf, StringComparison.Ordinal))
        {
            throw NotFound(farmId);
        }

        var id = name[..^(asJson ? Json : Pdf).Length];
        var certificate = await FindAsync(context, farmId, id) ?? throw NotFound(farmId);
        context.Response.ContentType = asJson ? "application/json; charset=utf-8" : "application/pdf";
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{id.Replace('/', '_')}{(asJson ? Json : Pdf)}\"";
        await context.Response.Body.WriteAsync(asJson ? certificate.Json : CertificatePdf.Render(certificate), context.RequestAborted);
    }

    private static async Task<Certificate?> FindAsync(HttpContext context, int farmId, string id)
    {
        var parts = id.Split('/');
        if (id.Length > MaxNameLength || !parts.All(part => Identifier.IsValid(part)))
        {
            return null;
        }

        var store = context.RequestServices.GetRequiredService<IHerdStore>();
        switch (parts.Length)
        {
            case 1 when await store.FindAsync(farmId, HerdRecordKinds.Verifications.Name, id, context.RequestAborted) is { } row:
                var verification = HerdRecordKinds.Verifications.FromRecord(row);
                return VerificationCertificate.Create(verification, await FindDeviceAsync(context, farmId, verification.DeviceId));
            case 3 when await store.FindAsync(farmId, HerdRecordKinds.Calibrations.Name, id, context.RequestAborted) is { } row:
                var calibration = HerdRecordKinds.Calibrations.FromRecord(row);
                return CalibrationCertificate.Create(calibration, await FindDeviceAsync(context, farmId, calibration.DeviceId));
            default:
                return null;
        }
    }

    private static async Task<DeviceRegistration?> FindDeviceAsync(HttpContext context, int farmId, string deviceId) =>
        await context.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IDeviceGrain>(deviceId).GetAsync() is { } device
        && device.Registration.FarmId == farmId
            ? device.Registration : null;

    private static (int Status, string? Sentence) StatusOf(Exception exception)
        => (exception as ApiException ?? DairyErrorTranslator.Translate(exception)) is not { } error
        ? (StatusCodes.Status500InternalServerError, null)
        : (error.Code switch
        {
            ErrorCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorCode.Forbidden => StatusCodes.Status403Forbidden,
            ErrorCode.NotFound => StatusCodes.Status404NotFound,
            ErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        }, error.Message);

    private static NotFoundException NotFound(int farmId)
        => new($"Farm {farmId} has no such certificate. Query verifications and calibrations for the addresses, which end in .pdf or .json.");

    [LoggerMessage(3311, LogLevel.Error, "Failed to create a certificate (trace {Trace}); the caller received status 500")]
    private static partial void LogFault(ILogger log, string trace, Exception exception);
}
