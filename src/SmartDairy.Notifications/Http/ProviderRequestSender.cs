using System.Globalization;
using System.Text;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Http;

/// <summary>Sends requests to providers with a limit on time and response size.</summary>
internal sealed class ProviderRequestSender(HttpClient client, TimeProvider time, TimeSpan timeout)
{
    private const int MaxBody = 16 * 1024;

    /// <summary>
    /// Sends a request and converts the response with <paramref name="interpretResponse"/>. Timeouts and network failures become results as
    /// well.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled the request.</exception>
    public async Task<SendResult> SendAsync(
        HttpRequestMessage request, Func<ProviderResponse, SendResult> interpretResponse, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return interpretResponse(
                new(response.StatusCode, await ReadAsync(response, either.Token), ParseRetryAfter(response),
                    response.Headers.Location?.OriginalString));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                SendOutcome.Retry, string.Create(CultureInfo.InvariantCulture, $"{host} did not respond within {timeout.TotalSeconds} s."));
        }
        catch (Exception error) when (FindForbiddenAddress(error) is { } forbidden)
        {
            return new(SendOutcome.Rejected, forbidden.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(
                SendOutcome.Retry, SingleLineText.ToSingleLine($"{host} cannot be reached: {(error.InnerException ?? error).Message}"));
        }
    }

    private static ForbiddenAddressException? FindForbiddenAddress(Exception? error)
    {
        while (error is not (null or ForbiddenAddressException))
        {
            error = error.InnerException;
        }

        return (ForbiddenAddressException?)error;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxBody];
        return Encoding.UTF8.GetString(
            buffer, 0, await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken));
    }

    private TimeSpan? ParseRetryAfter(HttpResponseMessage response)
    {
        var delay = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        return delay > TimeSpan.Zero ? delay : null;
    }
}
