using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace SmartDairy.Api.GraphQL.Ui;

/// <summary>The query page, built into the output and served without any outside address.</summary>
public static class GraphiQLPage
{
    // The editor writes style elements and starts its language workers from blobs; nothing else may load or run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self' ws: wss:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Missing = """
        This build of Smart Dairy has no browser pages, because Node.js was absent when it was built.

        Everything else works. To get this page: install Node.js 20.19 or newer (https://nodejs.org),
        see that `npm` is on PATH, and build again: dotnet build api
        """;

    /// <summary>Serves it below <paramref name="path"/>; a plain page that says why when it was not built.</summary>
    public static void MapGraphiQL(this IEndpointRouteBuilder endpoints, string path)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "pages", "graphiql");
        var files = Directory.Exists(directory) ? new PhysicalFileProvider(directory) : null;
        var types = new FileExtensionContentTypeProvider();
        endpoints.MapGet(path + "/{**file}", (string? file, HttpContext context) => Serve(file, context, files, types));
    }

    private static IResult Serve(string? file, HttpContext context, PhysicalFileProvider? files, FileExtensionContentTypeProvider types)
    {
        if (files is null) return Results.Text(Missing, "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        if (string.IsNullOrEmpty(file))
        {
            // Addresses in the page are relative to its directory.
            if (!context.Request.Path.Value!.EndsWith('/')) return Results.Redirect(context.Request.PathBase + context.Request.Path + "/");
            file = "index.html";
        }
        if (files.GetFileInfo(file) is not { Exists: true, PhysicalPath: { } path }) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = file.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.File(path, types.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }
}
