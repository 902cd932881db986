using GraphQL.Transport;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.GraphQL.Execution;

/// <summary>One operation to run.</summary>
/// <param name="Body">Document, variables and operation name.</param>
/// <param name="Transport">The way it came in.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Services">A scope that lives as long as the operation.</param>
public sealed record OperationRequest(GraphQLRequest Body, OperationTransport Transport, ApiPrincipal Caller, IServiceProvider Services);
