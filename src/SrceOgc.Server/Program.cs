using SrceOgc.Server;
using SrceOgc.Server.Commands;
using SrceOgc.Server.Configuration;

if (CommandLine.IsCommand(args))
    return await CommandLine.Run(args);
try
{
    var settings = SettingsReader.Read(args);
    await using var host = ServerHost.Build(settings);
    await host.Run();
    return 0;
}
catch (Exception fault) when (fault is SettingsException or InvalidDataException or IOException)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
