using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace SmartDairy.Api.Home;

/// <summary>
/// The page at <c>/</c>: what runs here, where everything is, and how to send a first reading. For anyone, so it holds no key, no farm's
/// data and nothing of the configuration but the mode. <c>Accept: application/json</c> gets the same as an object.
/// </summary>
internal static class HomePage
{
    private const string Name = "Smart Dairy";

    private static readonly string Version =
        typeof(HomePage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static readonly string Template = Read();

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{StyleHash()}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="app">Where it is put.</param>
    /// <param name="mode">How this process takes part in the cluster, in a word.</param>
    /// <param name="isDemo">Whether the demo farm is there.</param>
    public static void MapHome(this IEndpointRouteBuilder app, string mode, bool isDemo)
        => app.MapGet("/", context => AnswerAsync(context, mode, isDemo)).AllowAnonymous();

    private static Task AnswerAsync(HttpContext context, string mode, bool isDemo)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept";
        var url = $"{request.Scheme}://{request.Host}{request.PathBase}";
        if (WantsJson(request))
        {
            return context.Response.WriteAsJsonAsync(
                new HomeAnswer(
                    Name, Version, mode, "/graphql", "/graphql/ui", "/graphql/schema.graphql", "/health/live", "/health/ready", "/metrics"),
                context.RequestAborted);
        }

        headers.ContentSecurityPolicy = Policy;
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = new StringBuilder(Template)
            .Replace("{{version}}", HtmlEncoder.Default.Encode(Version))
            .Replace("{{mode}}", HtmlEncoder.Default.Encode(mode))
            .Replace("{{first-reading}}", HtmlEncoder.Default.Encode(FirstReading.Text))
            .Replace("{{command}}", HtmlEncoder.Default.Encode(FirstReading.Command(url, isDemo))
            .Replace("&#xA;", "\n", StringComparison.Ordinal));
        return context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    // A browser names text/html; a program that names JSON gets JSON.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.Headers.Accept.ToString();
        return accepted.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            && !accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(HomePage).Assembly.GetManifestResourceStream("home.html")!);
        return reader.ReadToEnd();
    }

    private static string StyleHash()
    {
        var start = Template.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length;
        return Convert.ToBase64String(
            SHA256.HashData(Encoding.UTF8.GetBytes(Template[start..Template.IndexOf("</style>", StringComparison.Ordinal)])));
    }
}
