using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace SmartDairy.GraphQL.Ui;

/// <summary>The query page, built into the output and served without any outside address.</summary>
public static class GraphiQLPage
{
    // The editor writes style elements and starts its language workers from blobs; nothing else may load or run.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self' ws: wss:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string NotBuiltText = """
        This server has no browser pages: they were not built, or Node.js was absent.

        Everything else works. To get this page: install Node.js 20.19 or newer (https://nodejs.org),
        see that `npm` is on PATH, and in a checkout: dotnet build api -t:Pages
        """;

    private const string Building = """
        This page is still being built, beside the start; everything else works. It loads again by itself in some seconds.
        """;

    private const string Failed = """
        This page could not be built; everything else works. What npm said is in pages/graphiql.failed of the API's directory.
        To try again, in a checkout: dotnet build api -t:Pages
        """;

    /// <summary>Serves it below <paramref name="path"/>; a plain page that says why when it was not built.</summary>
    public static void MapGraphiQL(this IEndpointRouteBuilder endpoints, string path)
    {
        var pages = Path.Combine(AppContext.BaseDirectory, "pages");
        var types = new FileExtensionContentTypeProvider();
        PhysicalFileProvider? files = null;
        endpoints.MapGet(path + "/{**file}", (string? file, HttpContext context) =>
        {
            var directory = Path.Combine(pages, "graphiql");
            if (files is null && Directory.Exists(directory))
            {
                files = new PhysicalFileProvider(directory);
            }

            return files is null ? Absent(pages, context) : Serve(file, context, files, types);
        });
    }

    private static IResult Absent(string pages, HttpContext context)
    {
        if (!File.Exists(Path.Combine(pages, "graphiql.building")))
        {
            var text = File.Exists(Path.Combine(pages, "graphiql.failed")) ? Failed : NotBuiltText;
            return Results.Text(text, "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers["Refresh"] = "5";
        context.Response.Headers.RetryAfter = "5";
        return Results.Text(Building, "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Serve(string? file, HttpContext context, PhysicalFileProvider files, FileExtensionContentTypeProvider types)
    {
        if (string.IsNullOrEmpty(file))
        {
            // Addresses in the page are relative to its directory.
            if (!context.Request.Path.Value!.EndsWith('/'))
            {
                return Results.Redirect(context.Request.PathBase + context.Request.Path + "/");
            }

            file = "index.html";
        }
        if (files.GetFileInfo(file) is not { Exists: true, PhysicalPath: { } path })
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = file.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.File(path, types.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }
}
