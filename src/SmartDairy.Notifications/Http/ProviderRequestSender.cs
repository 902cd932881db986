using System.Globalization;
using System.Text;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Http;

/// <summary>One request and what came back of it, bounded in time and size.</summary>
internal sealed class ProviderRequestSender(HttpClient client, TimeProvider time, TimeSpan timeout)
{
    private const int MaxBody = 16 * 1024;

    /// <summary>Sends, and lets <paramref name="interpretResponse"/> say what the answer means. What breaks on the way is an answer too.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<SendResult> SendAsync(HttpRequestMessage request, Func<ProviderResponse, SendResult> interpretResponse, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return interpretResponse(new(response.StatusCode, await ReadAsync(response, either.Token), ParseRetryAfter(response), response.Headers.Location?.OriginalString));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(SendOutcome.Retry, string.Create(CultureInfo.InvariantCulture, $"{host} did not answer within {timeout.TotalSeconds} s."));
        }
        catch (Exception error) when (FindForbiddenAddress(error) is { } forbidden)
        {
            return new(SendOutcome.Rejected, forbidden.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(SendOutcome.Retry, SingleLineText.ToSingleLine($"{host} cannot be reached: {(error.InnerException ?? error).Message}"));
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
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken));
    }

    private TimeSpan? ParseRetryAfter(HttpResponseMessage response)
    {
        var wanted = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        return wanted > TimeSpan.Zero ? wanted : null;
    }
}
