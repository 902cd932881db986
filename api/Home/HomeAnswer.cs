namespace SmartDairy.Api.Home;

/// <summary>What <c>/</c> tells a program. Addresses are paths below the API's own.</summary>
/// <param name="Name">Of the product.</param>
/// <param name="Version">Of this build.</param>
/// <param name="Mode">How this process takes part in the cluster: embedded, server or client.</param>
/// <param name="GraphQL">HTTP, WebSocket and SSE.</param>
/// <param name="GraphiQL">The query page.</param>
/// <param name="Schema">The SDL.</param>
/// <param name="Live">Whether the process answers.</param>
/// <param name="Ready">Whether it can do its work.</param>
/// <param name="Metrics">For Prometheus.</param>
internal sealed record HomeAnswer(
    string Name, string Version, string Mode, string GraphQL, string GraphiQL, string Schema, string Live, string Ready, string Metrics);
