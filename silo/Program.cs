using SmartDairy.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = HostArguments.For(args), ContentRootPath = AppContext.BaseDirectory });
builder.AddSmartDairySilo();
var app = builder.Build();
await app.RunAsync();
